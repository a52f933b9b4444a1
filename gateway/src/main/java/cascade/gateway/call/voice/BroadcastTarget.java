package cascade.gateway.call.voice;

import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;

/**
 * Target of a broadcast: a voice output (语音输出装置), or a device with all its outputs.
 *
 * @param originalId as the lower knows it
 * @param exportedId as the upper does
 */
public record BroadcastTarget(LowerDomain lower, DeviceId originalId, DeviceId exportedId) {

    /** Resolver of the ids that an upper uses. */
    @FunctionalInterface
    public interface Finder {

        /** @throws CallRejection where the id is unknown, not shared, or not known yet */
        BroadcastTarget find(UpperDomain upper, DeviceId exportedId) throws CallRejection;
    }
}
