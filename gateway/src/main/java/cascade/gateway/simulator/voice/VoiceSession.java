package cascade.gateway.simulator.voice;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.rtp.VoiceEnd;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import io.vertx.core.Future;

/** Voice session in its dialog: what sounds, and how it is hung up. */
public record VoiceSession(DeviceId channel, VoiceEnd end, Dialog dialog, SipPeer peer, VoiceBook book)
        implements HeardVoice {

    @Override
    public long packetsSent() {
        return end.packetsSent();
    }

    @Override
    public long packetsReceived() {
        return end.packetsReceived();
    }

    @Override
    public double share(double hz) {
        return end.share(hz);
    }

    @Override
    public Future<Void> stop() {
        return book.hangUp(this);
    }
}
