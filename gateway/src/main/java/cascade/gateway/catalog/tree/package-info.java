/**
 * Channel tree of the gateway: what the lower domains told of their channels, and what changes in it.
 *
 * <p>{@link cascade.gateway.catalog.tree.ChannelTree} keys everything by lower domain and original id, never by id
 * alone: two lowers may use one id for two cameras. It is filled by the collecting side of the catalog and read by the
 * shared views, the administration and the tests. Control loop only; the values that it hands out are immutable. GB/T
 * 28181-2016 9.5 and annex O, GB/T 28181-2022 9.5 and annex J.
 */
@NullMarked
package cascade.gateway.catalog.tree;

import org.jspecify.annotations.NullMarked;
