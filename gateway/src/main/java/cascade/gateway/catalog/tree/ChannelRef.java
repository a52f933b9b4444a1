package cascade.gateway.catalog.tree;

import cascade.gateway.gb.DeviceId;

/**
 * Identity of a channel or another catalog node inside the gateway: the lower domain that told of it, and its id there.
 * Immutable, any thread.
 *
 * @param lower name of the lower domain
 * @param originalId id in that domain's catalog
 */
public record ChannelRef(String lower, DeviceId originalId) {

    @Override
    public String toString() {
        return lower + "/" + originalId;
    }
}
