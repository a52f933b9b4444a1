package cascade.gateway.simulator.upper.voice;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.SsrcAllocator;
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
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Voice of a simulated upper platform (GB/T 28181-2016 9.12): announces a broadcast and speaks where a lower calls for it,
 * and talks to a device in one dialog. The platform's loop, but for {@link #running}.
 */
public final class UpperVoices {

    /** What it says. */
    public static final double TONE_HZ = 1_000;

    private static final String BROADCAST = "Broadcast";

    /** Opens our end of the media, with our role. */
    @FunctionalInterface
    public interface Links {
        MediaLink open(MediaTransport ours) throws IOException;
    }

    private final PlatformSignalling signalling;
    private final RtpLoop mediaLoop;
    private final Links links;
    private final SsrcAllocator ssrcs;
    private final VoiceBook book;
    /** Announced and not called for yet, by target. */
    private final Map<DeviceId, Announced> announced = new HashMap<>();

    private record Announced(DeviceId target, long sn, Promise<HeardVoice> called) {}

    public UpperVoices(PlatformLoop loop, PlatformSignalling signalling, RtpLoop mediaLoop, Links links) {
        this.signalling = signalling;
        this.book = new VoiceBook(loop, signalling);
        this.mediaLoop = mediaLoop;
        this.links = links;
        this.ssrcs = new SsrcAllocator(signalling.local().deviceId());
    }

    private VoiceEnd speaker(MediaTransport ours, Ssrc ssrc) throws IOException {
        return new VoiceEnd(mediaLoop, links.open(ours), ssrc.toRtp(), Optional.of(new ToneSource(TONE_HZ)));
    }

    private Ssrc ssrc() {
        return ssrcs.take(SsrcAllocator.Kind.LIVE).orElseThrow();
    }

    /** Talks to a device; done when it has answered. */
    public Future<HeardVoice> talk(DeviceId device, SipPeer peer, MediaTransport transport) {
        Ssrc ssrc = ssrc();
        VoiceEnd end;
        try {
            end = speaker(transport, ssrc);
        } catch (IOException failure) {
            return Future.failedFuture(failure);
        }
        DeviceId us = signalling.local().deviceId();
        SipRequest invite = signalling
                .request("INVITE", device, peer)
                .header("Subject", new Subject(device, ssrc.toY(), us, "0").toHeader())
                .body(
                        PlatformSignalling.SDP,
                        VoiceDescription.offer(
                                SessionKind.TALK.sessionName(),
                                signalling.local(),
                                end.rtpPort(),
                                transport,
                                ssrc,
                                Direction.SENDRECV))
                .build();
        ClientTransaction sent = signalling.send(invite, peer);
        Future<HeardVoice> answered = sent.response().compose(answer -> onAnswer(device, end, sent, answer, peer));
        return answered.onFailure(refused -> end.stop());
    }

    private Future<HeardVoice> onAnswer(
            DeviceId device, VoiceEnd end, ClientTransaction sent, SipResponse answer, SipPeer peer) {
        if (!answer.isSuccess()) {
            return Future.failedFuture("talk answered " + answer.status() + " " + answer.reason());
        }
        return Future.succeededFuture(book.answered(device, end, sent, answer, peer));
    }

    /** Announces a broadcast to a target; done when its lower has called for it and been answered. */
    public Future<HeardVoice> broadcast(DeviceId target, SipPeer peer) {
        long sn = signalling.nextSn();
        Promise<HeardVoice> called = Promise.promise();
        announced.put(target, new Announced(target, sn, called));
        Other notice = Other.of(
                Root.NOTIFY,
                BROADCAST,
                sn,
                Optional.empty(),
                List.of(
                        XmlNode.of("SourceID", signalling.local().deviceId().value()),
                        XmlNode.of("TargetID", target.value())));
        signalling.sendMessage(notice, target, peer).onComplete(outcome -> {
            if (outcome.failed() || !outcome.result().isSuccess()) {
                called.tryFail("announcement not taken: "
                        + (outcome.failed()
                                ? outcome.cause().getMessage()
                                : outcome.result().status()));
            }
        });
        return called.future().onComplete(over -> announced.remove(target));
    }

    /** Takes the Response to an announcement; false where the message is none. */
    public boolean onMessage(ServerTransaction transaction, ManscdpMessage message) {
        if (!(message instanceof Other other)
                || other.root() != Root.RESPONSE
                || !other.cmdType().equals(BROADCAST)) {
            return false;
        }
        PlatformSignalling.respond(transaction, 200);
        if (other.tree().childText("Result").filter("ERROR"::equals).isPresent()) {
            announced.values().stream()
                    .filter(each -> each.sn() == other.sn())
                    .toList()
                    .forEach(each -> each.called()
                            .tryFail("broadcast refused: "
                                    + other.tree().childText("Reason").orElse("")));
        }
        return true;
    }

    /** A lower calls for what was announced to it: the receiver in its Subject is the target. */
    public void onInvite(ServerTransaction transaction) {
        Optional<DeviceId> target = transaction
                .request()
                .header("Subject")
                .flatMap(Subject::tryParse)
                .map(Subject::receiver);
        Optional<Announced> awaited = target.map(announced::get);
        Optional<SessionDescription> offer = VoiceDescription.of(transaction.request());
        Optional<InetSocketAddress> remote = offer.flatMap(VoiceDescription::address);
        if (awaited.isEmpty() || offer.isEmpty() || remote.isEmpty()) {
            PlatformSignalling.respond(transaction, awaited.isEmpty() ? 403 : 488);
            return;
        }
        speak(transaction, awaited.get(), offer.get(), remote.get());
    }

    private void speak(
            ServerTransaction transaction, Announced awaited, SessionDescription asked, InetSocketAddress remote) {
        Promise<HeardVoice> called = awaited.called();
        try {
            Ssrc ssrc = asked.ySsrc().orElseGet(this::ssrc);
            VoiceEnd end = speaker(asked.audio().orElseThrow().transport().answer(), ssrc);
            book.accept(transaction, asked, remote, awaited.target(), end, ssrc)
                    .onSuccess(called::tryComplete)
                    .onFailure(called::tryFail);
        } catch (IOException failure) {
            PlatformSignalling.respond(transaction, 500);
            called.tryFail(failure);
        }
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
