package cascade.gateway.assembly;

import cascade.gateway.call.Calls;
import cascade.gateway.dispatch.MessageHandler;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;

/**
 * Handlers of the MESSAGEs that belong to calls. Immutable.
 *
 * @param mediaStatus end of a recording
 * @param broadcast an upper announces its voice
 * @param broadcastResponse what a lower says to that
 */
public record CallMessages(
        MessageHandler<LowerDomain> mediaStatus,
        MessageHandler<UpperDomain> broadcast,
        MessageHandler<LowerDomain> broadcastResponse) {

    public static CallMessages of(Calls calls) {
        return new CallMessages(calls::onMediaStatus, calls.broadcasts()::onNotify, calls.broadcasts()::onResponse);
    }
}
