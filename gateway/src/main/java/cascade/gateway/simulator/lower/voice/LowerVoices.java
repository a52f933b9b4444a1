package cascade.gateway.simulator.lower.voice;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.Subject;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.SessionKind;
import cascade.gateway.simulator.PlatformLoop;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.rtp.MediaLink;
import cascade.gateway.simulator.rtp.RtpLoop;
import cascade.gateway.simulator.rtp.VoiceEnd;
import cascade.gateway.simulator.tone.ToneSource;
import cascade.gateway.simulator.voice.HeardVoice;
import cascade.gateway.simulator.voice.VoiceBook;
import cascade.gateway.simulator.voice.VoiceDescription;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Voice at a simulated lower platform (GB/T 28181-2016 9.12): agrees to a broadcast that is announced to one of its devices
 * and calls for it, and answers talk with a tone of its own. The platform's loop, but for {@link #running}.
 */
public final class LowerVoices {

    /** What its devices say in a talk. */
    public static final double TONE_HZ = 440;

    private static final Logger log = LoggerFactory.getLogger(LowerVoices.class);
    private static final String BROADCAST = "Broadcast";
    private static final Ssrc BROADCAST_SSRC = Ssrc.parse("0000000001");

    /** Opens our end of the media, in the role that the other side's leaves us. */
    @FunctionalInterface
    public interface Links {
        MediaLink open(MediaTransport theirs) throws IOException;
    }

    private final PlatformSignalling signalling;
    private final Predicate<DeviceId> devices;
    private final RtpLoop mediaLoop;
    private final Links links;
    private final VoiceBook book;

    /** @param devices which ids are ours */
    public LowerVoices(
            PlatformLoop loop,
            PlatformSignalling signalling,
            Predicate<DeviceId> devices,
            RtpLoop mediaLoop,
            Links links) {
        this.signalling = signalling;
        this.book = new VoiceBook(loop, signalling);
        this.devices = devices;
        this.mediaLoop = mediaLoop;
        this.links = links;
    }

    /** Takes the announcement of a broadcast; false where the message is none. */
    public boolean onMessage(ServerTransaction transaction, ManscdpMessage message, DeviceId upper) {
        if (!(message instanceof Other other)
                || other.root() != Root.NOTIFY
                || !other.cmdType().equals(BROADCAST)) {
            return false;
        }
        PlatformSignalling.respond(transaction, 200);
        Optional<DeviceId> target = id(other, "TargetID").filter(devices);
        SipPeer peer = transaction.source();
        Other response = Other.of(
                Root.RESPONSE,
                BROADCAST,
                other.sn(),
                id(other, "TargetID"),
                List.of(XmlNode.of("Result", target.isPresent() ? "OK" : "ERROR")));
        signalling
                .sendMessage(response, upper, peer)
                .onSuccess(taken -> target.ifPresent(
                        device -> call(device, id(other, "SourceID").orElse(upper), peer)));
        return true;
    }

    private static Optional<DeviceId> id(Other message, String element) {
        return message.tree().childText(element).map(String::strip).flatMap(DeviceId::tryParse);
    }

    private void call(DeviceId device, DeviceId source, SipPeer peer) {
        try {
            var end = new VoiceEnd(mediaLoop, links.open(MediaTransport.UDP), 0, Optional.empty());
            SipRequest invite = signalling
                    .request("INVITE", source, peer)
                    .header("Subject", new Subject(source, "0", device, "0").toHeader())
                    .body(
                            PlatformSignalling.SDP,
                            VoiceDescription.offer(
                                    SessionKind.PLAY.sessionName(),
                                    signalling.local(),
                                    end.rtpPort(),
                                    MediaTransport.UDP,
                                    BROADCAST_SSRC,
                                    Direction.RECVONLY))
                    .build();
            ClientTransaction sent = signalling.send(invite, peer);
            sent.response()
                    .onSuccess(answer -> onAnswer(device, end, sent, answer, peer))
                    .onFailure(silence -> end.stop());
        } catch (IOException failure) {
            log.atError().setCause(failure).log("voice not called for");
        }
    }

    private void onAnswer(DeviceId device, VoiceEnd end, ClientTransaction sent, SipResponse answer, SipPeer peer) {
        if (!answer.isSuccess()) {
            end.stop();
            return;
        }
        book.answered(device, end, sent, answer, peer);
    }

    /** Answers an INVITE for talk with a device; false where it is none. */
    public boolean onInvite(ServerTransaction transaction, DeviceId device) {
        Optional<SessionDescription> offer = VoiceDescription.of(transaction.request());
        Optional<InetSocketAddress> remote = offer.flatMap(VoiceDescription::address);
        if (offer.isEmpty() || remote.isEmpty()) {
            return false;
        }
        SessionDescription asked = offer.get();
        try {
            Ssrc ssrc = asked.ySsrc().orElse(BROADCAST_SSRC);
            MediaTransport theirs = asked.audio().orElseThrow().transport();
            var end = new VoiceEnd(mediaLoop, links.open(theirs), ssrc.toRtp(), Optional.of(new ToneSource(TONE_HZ)));
            book.accept(transaction, asked, remote.get(), device, end, ssrc);
        } catch (IOException failure) {
            log.atError().setCause(failure).log("talk not answered");
            PlatformSignalling.respond(transaction, 500);
        }
        return true;
    }

    /** Takes a BYE of one of them; false where it belongs to none. */
    public boolean onBye(ServerTransaction bye) {
        return book.onBye(bye);
    }

    /** What is heard and said a moment ago; from any thread. */
    public List<HeardVoice> running() {
        return book.running();
    }

    /** Says BYE to all. */
    public Future<Void> stop() {
        return book.stop();
    }
}
