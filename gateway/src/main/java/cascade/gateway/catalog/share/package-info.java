/**
 * Shared catalog (共享目录) of each upper: its view of the channel tree.
 *
 * <p>{@link cascade.gateway.catalog.share.ShareView} joins the parts of the lowers ({@link cascade.gateway.catalog.share.part})
 * below our own platform item, resolves the ids that the upper uses, tells what changed for it, and why it sees a channel
 * or does not. Control loop only. GB/T 28181-2016 annex O, GB/T 28181-2022 annexes H and J.
 */
@NullMarked
package cascade.gateway.catalog.share;

import org.jspecify.annotations.NullMarked;
