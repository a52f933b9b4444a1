package cascade.gateway.manners.look;

import cascade.gateway.manners.trait.Trait;
import cascade.gateway.sip.SipPeer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Look at offers and answers. Remembers the last offers of ours, to compare the answers with. Control loop only. */
final class SdpLook {

    static final int MOST_OFFERS = 64;

    /** Stream attributes by how they begin, with the words of the key of that name. */
    private static final Map<String, String> STREAM_ATTRIBUTES = Map.of(
            "a=streamMode:", "stream-mode",
            "a=streamprofile:", "stream-profile",
            "a=stream:", "stream",
            "a=streamnumber:", "stream-number");

    /** Stands for "choose one yourself". */
    private static final long PLACEHOLDER = 999_999_999L;

    private static final int SSRC_DIGITS = 10;

    /** @param answer its SSRC, empty before the answer and where the answer names none */
    private record Offer(OptionalLong ssrc, boolean tcp, String setup, boolean answered, OptionalLong answer) {

        Offer answeredWith(OptionalLong named) {
            return new Offer(ssrc, tcp, setup, true, named);
        }
    }

    private final Map<String, Offer> offers = new LinkedHashMap<>();

    void received(WireForm message, SipPeer source, Notes notes) {
        if (!message.hasSdp()) {
            return;
        }
        SdpForm sdp = SdpForm.of(message.body());
        if (message.isRequest("INVITE") && !message.inDialog()) {
            onOffer(message, sdp, notes);
            lookAtBoth(message, sdp, source, notes);
        } else if (message.isSuccessTo("INVITE")) {
            onAnswer(message, sdp, notes);
            lookAtBoth(message, sdp, source, notes);
        }
    }

    /** One of our INVITEs to it. */
    void sent(WireForm message) {
        if (message.isRequest("INVITE") && message.hasSdp()) {
            SdpForm sdp = SdpForm.of(message.body());
            remember(message.callId(), new Offer(sdp.ssrc(), sdp.isTcp(), sdp.setup(), false, OptionalLong.empty()));
        }
    }

    private void remember(String callId, Offer offer) {
        offers.put(callId, offer);
        if (offers.size() > MOST_OFFERS) {
            offers.remove(offers.keySet().iterator().next());
        }
    }

    /** The SSRC that the peer's answer to that INVITE of ours named. */
    OptionalLong answeredSsrc(String callId) {
        return Optional.ofNullable(offers.get(callId)).map(Offer::answer).orElse(OptionalLong.empty());
    }

    private static void lookAtBoth(WireForm message, SdpForm sdp, SipPeer source, Notes notes) {
        notes.note(Trait.SDP_TYPE, message.header("content-type").orElse("none"));
        if (!sdp.formats().isEmpty()) {
            notes.note(Trait.FORMATS, sdp.formats());
        }
        notes.note(
                Trait.F_LINE,
                sdp.value("f=").map(text -> text.isEmpty() ? "empty" : "filled").orElse("none"),
                sdp.value("f=").orElse(""));
        if (!sdp.address().isEmpty()) {
            boolean same = AddressText.is(sdp.address(), source.host());
            notes.note(Trait.MEDIA_ADDRESS, same ? "same" : "other", sdp.address());
        }
    }

    private static void onOffer(WireForm message, SdpForm sdp, Notes notes) {
        notes.note(Trait.SDP_OFFER, sdp.order());
        String called = WireUri.in(message.startLine()).map(WireUri::user).orElse("");
        String caller = WireUri.in(message.value("from")).map(WireUri::user).orElse("");
        noteOrigin(sdp, called, caller, notes);
        Optional<String> attribute = streamAttribute(sdp);
        notes.note(Trait.STREAM_ATTRIBUTE, attribute.orElse("none"), written(sdp, attribute));
        notes.note(Trait.SSRC_OFFER, offeredSsrc(sdp), sdp.value("y=").orElse(""));
        if (sdp.isTcp()) {
            notes.note(Trait.SETUP_OFFER, sdp.setup());
        }
    }

    private static String offeredSsrc(SdpForm sdp) {
        Optional<String> y = sdp.value("y=");
        if (y.isEmpty()) {
            return "none";
        }
        OptionalLong ssrc = sdp.ssrc();
        if (ssrc.isEmpty()) {
            return "no-number";
        }
        if (ssrc.getAsLong() == PLACEHOLDER || ssrc.getAsLong() == 0) {
            return "placeholder";
        }
        return y.get().length() == SSRC_DIGITS ? "given" : "short";
    }

    private void onAnswer(WireForm message, SdpForm sdp, Notes notes) {
        notes.note(Trait.SDP_ANSWER, sdp.order());
        String called = WireUri.in(message.value("to")).map(WireUri::user).orElse("");
        String answering =
                WireUri.in(message.value("contact")).map(WireUri::user).orElse("");
        noteOrigin(sdp, called, answering, notes);
        Optional<String> attribute = streamAttribute(sdp);
        attribute.ifPresent(word -> notes.note(Trait.STREAM_ATTRIBUTE, word, written(sdp, attribute)));
        Offer offer = offers.get(message.callId());
        if (offer == null || offer.answered()) {
            return;
        }
        notes.note(Trait.SSRC_ANSWER, answeredSsrc(offer, sdp), sdp.value("y=").orElse(""));
        if (offer.tcp()) {
            String setup = sdp.isTcp() ? sdp.setup() : "udp";
            notes.note(Trait.SETUP_ANSWER, setup + "-to-" + offer.setup());
        }
        remember(message.callId(), offer.answeredWith(sdp.ssrc()));
    }

    private static String answeredSsrc(Offer offer, SdpForm answer) {
        if (answer.ssrc().isEmpty()) {
            return "none";
        }
        return answer.ssrc().equals(offer.ssrc()) ? "ours" : "another";
    }

    private static void noteOrigin(SdpForm sdp, String channel, String platform, Notes notes) {
        String user = sdp.originUser();
        String whose = user.equals(channel) ? "channel" : user.equals(platform) ? "platform" : "other";
        notes.note(Trait.SDP_ORIGIN, whose, user);
    }

    private static Optional<String> streamAttribute(SdpForm sdp) {
        return STREAM_ATTRIBUTES.entrySet().stream()
                .filter(known -> sdp.value(known.getKey()).isPresent())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String written(SdpForm sdp, Optional<String> attribute) {
        return attribute.isEmpty()
                ? ""
                : sdp.lines().stream()
                        .filter(line -> line.startsWith("a=stream"))
                        .findFirst()
                        .orElse("");
    }
}
