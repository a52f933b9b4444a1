/**
 * Parts of a shared catalog, one for each lower: which of its nodes an upper sees, under which ids, below which parents.
 *
 * <pre>
 *   nodes of a lower -> Selection -> ExportedIds -> ParentRewriter -> ParentOrder -> LowerPart
 *                       (share,      (map, one      (never an  (parents      (one per lower)
 *                        except)      id for one     id that    before
 *                                     channel)       is hidden) children)
 * </pre>
 *
 * {@link cascade.gateway.catalog.share.part.SharedParts} keeps them as the tree changes: a change of one channel is written
 * into its part, any other makes a new part, in turns of the loop. Control loop only. GB/T 28181-2016 annex O, GB/T
 * 28181-2022 annexes H and J.
 */
@NullMarked
package cascade.gateway.catalog.share.part;

import org.jspecify.annotations.NullMarked;
