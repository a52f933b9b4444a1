package cascade.gateway.simulator.voice;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.simulator.PlatformLoop;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.rtp.VoiceEnd;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Voice sessions of a simulated platform by their dialogs. The platform's loop, but for {@link #running}. */
public final class VoiceBook {

    private final DialogTable<VoiceSession> sessions = new DialogTable<>();
    private final PlatformLoop loop;
    private final PlatformSignalling signalling;
    private volatile List<HeardVoice> published = List.of();

    public VoiceBook(PlatformLoop loop, PlatformSignalling signalling) {
        this.loop = loop;
        this.signalling = signalling;
    }

    /** A session in a dialog that stands. */
    private VoiceSession open(DeviceId channel, VoiceEnd end, Dialog dialog, SipPeer peer) {
        var session = new VoiceSession(channel, end, dialog, peer, this);
        sessions.add(dialog, session);
        publish();
        return session;
    }

    /**
     * Accepts a call for voice; done when it is acknowledged, from when on it sounds.
     *
     * @param asked its offer
     * @param remote where that wants the voice
     */
    public Future<VoiceSession> accept(
            ServerTransaction invite,
            SessionDescription asked,
            InetSocketAddress remote,
            DeviceId channel,
            VoiceEnd end,
            Ssrc ssrc) {
        VoiceSession session = open(channel, end, signalling.acceptedDialog(invite), invite.source());
        SipResponse success = invite.answer(200)
                .contact(signalling.contact())
                .body(PlatformSignalling.SDP, VoiceDescription.answer(asked, signalling.local(), end.rtpPort(), ssrc))
                .build();
        return invite.accept(success).map(ack -> {
            end.start(remote);
            return session;
        });
    }

    /** The answer to a call of ours: acknowledges it, and sounds. */
    public VoiceSession answered(
            DeviceId channel, VoiceEnd end, ClientTransaction sent, SipResponse success, SipPeer peer) {
        Dialog dialog = Dialog.ofClient(sent.request(), success, PlatformSignalling.GATEWAY);
        sent.acknowledge(dialog.ack(), peer);
        VoiceSession session = open(channel, end, dialog, peer);
        VoiceDescription.of(success).flatMap(VoiceDescription::address).ifPresent(end::start);
        return session;
    }

    /** Says BYE, unless it has ended; from any thread. */
    Future<Void> hangUp(VoiceSession session) {
        return loop.call(() -> hangUpHere(session));
    }

    private Future<Void> hangUpHere(VoiceSession session) {
        return remove(session) ? signalling.sendBye(session.dialog(), session.peer()) : Future.succeededFuture();
    }

    /** False where it has ended already. */
    private boolean remove(VoiceSession session) {
        boolean running = sessions.owners().contains(session);
        if (running) {
            sessions.remove(session.dialog());
            session.end().stop();
            publish();
        }
        return running;
    }

    private void publish() {
        published = List.copyOf(sessions.owners());
    }

    /** Takes a BYE of one of them; false where it belongs to none. */
    public boolean onBye(ServerTransaction bye) {
        Optional<VoiceSession> ended = sessions.find(bye);
        ended.ifPresent(session -> {
            PlatformSignalling.respond(bye, 200);
            remove(session);
        });
        return ended.isPresent();
    }

    /** The sessions a moment ago; from any thread. */
    public List<HeardVoice> running() {
        return published;
    }

    /** Says BYE to all. */
    public Future<Void> stop() {
        return Future.join(List.copyOf(sessions.owners()).stream()
                        .map(this::hangUpHere)
                        .toList())
                .mapEmpty();
    }
}
