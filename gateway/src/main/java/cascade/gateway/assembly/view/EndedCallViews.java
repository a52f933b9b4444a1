package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.CallMediaView;
import cascade.gateway.admin.view.CallView;
import cascade.gateway.call.record.CallMedia;
import cascade.gateway.call.record.EndedCall;
import cascade.monitoring.StreamKind;
import java.util.Optional;
import java.util.OptionalInt;

/** Ended calls with their cause and media, as the API shows them. */
final class EndedCallViews {

    private EndedCallViews() {}

    static CallView of(EndedCall call) {
        return new CallView(
                call.id(),
                call.callId(),
                call.domain(),
                call.channelId(),
                Optional.of(call.lower()).filter(name -> !name.isEmpty()),
                StreamKind.LIVE,
                call.cause(),
                call.status() == 0 ? OptionalInt.empty() : OptionalInt.of(call.status()),
                Optional.of(call.detail()).filter(text -> !text.isEmpty()),
                call.started(),
                call.answered(),
                call.ended(),
                call.packets(),
                media(call.media()));
    }

    private static CallMediaView media(CallMedia media) {
        return new CallMediaView(
                Optional.of(media.lowerCallId()).filter(id -> !id.isEmpty()),
                media.lowerLocal(),
                media.lowerRemote(),
                media.upperLocal(),
                media.upperRemote(),
                media.foreignPackets(),
                media.foreignFrom(),
                media.hint());
    }
}
