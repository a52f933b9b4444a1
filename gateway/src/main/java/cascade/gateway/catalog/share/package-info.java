/**
 * Shared catalog (共享目录) of each upper: its view of the channel tree.
 *
 * <pre>
 *   nodes of a lower -> Selection -> ExportedIds -> ParentRewriter -> ParentOrder -> LowerPart
 *                       (share,      (map, one      (never an  (parents      (one per lower)
 *                        except)      id for one     id that    before
 *                                     channel)       is hidden) children)
 * </pre>
 *
 * {@link cascade.gateway.catalog.share.ShareView} joins the parts below our own platform item, resolves the ids that the
 * upper uses, and tells what changed for it. A part is built anew when the structure of its lower changed and somebody
 * asks; a change of state alone is written into it in place. Control loop only. GB/T 28181-2016 annex O, GB/T 28181-2022
 * annexes H and J.
 */
@NullMarked
package cascade.gateway.catalog.share;

import org.jspecify.annotations.NullMarked;
