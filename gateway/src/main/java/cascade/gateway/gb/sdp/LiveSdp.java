package cascade.gateway.gb.sdp;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Offers and answers of live play (实时视音频点播): GB/T 28181-2016 annex F, <a
 * href="https://datatracker.ietf.org/doc/html/rfc3264">RFC 3264</a>. Stateless, any thread.
 */
public final class LiveSdp {
    private static final String NEW_CONNECTION = "new";

    private LiveSdp() {}

    /** Asks a lower platform for a channel's video: we receive what it sends. */
    public static SessionDescription offer(LiveEndpoint us, List<RtpMap> codecs, Optional<StreamIndex> stream) {
        return session(
                us,
                List.of(media(
                        MediaDescription.VIDEO, us, us.transport().protocol(), codecs, Direction.RECVONLY, stream)),
                Optional.empty());
    }

    /** Offers audio alone (GB/T 28181-2016 9.12), in the direction that is ours. */
    public static SessionDescription voiceOffer(LiveEndpoint us, List<RtpMap> codecs, Direction direction) {
        return session(
                us,
                List.of(media(
                        MediaDescription.AUDIO, us, us.transport().protocol(), codecs, direction, Optional.empty())),
                Optional.empty());
    }

    /**
     * Answers an upper platform's offer: we send its video in one codec. Every other media of the offer is refused in its
     * place by port 0; {@code fMedia} tells codec and rates, if they are known.
     */
    public static SessionDescription answer(
            SessionDescription offer, LiveEndpoint us, RtpMap codec, Optional<String> fMedia) {
        return answer(offer, us, codec, fMedia, Direction.SENDONLY);
    }

    /** The same with a direction of ours: {@code inactive} answers a hold, {@code recvonly} a lower that offers. */
    public static SessionDescription answer(
            SessionDescription offer, LiveEndpoint us, RtpMap codec, Optional<String> fMedia, Direction direction) {
        MediaDescription video =
                offer.video().orElseThrow(() -> new IllegalArgumentException("offer: no video (expected: m=video)"));
        return answer(offer, video, us, codec, fMedia, direction);
    }

    /** The same to an offer of several media, of which one is {@code wanted}. */
    public static SessionDescription answer(
            SessionDescription offer,
            MediaDescription wanted,
            LiveEndpoint us,
            RtpMap codec,
            Optional<String> fMedia,
            Direction direction) {
        // the protocol is repeated as the offer spells it: RFC 3264 section 6
        String protocol =
                us.transport().isTcp() ? wanted.protocol() : us.transport().protocol();
        int wantedAt = offer.media().indexOf(wanted);
        List<MediaDescription> media = IntStream.range(0, offer.media().size())
                .mapToObj(i -> i == wantedAt
                        ? media(wanted.type(), us, protocol, List.of(codec), direction, wanted.streamIndex())
                        : refused(offer.media().get(i)))
                .toList();
        return session(us, media, fMedia);
    }

    private static SessionDescription session(LiveEndpoint us, List<MediaDescription> media, Optional<String> fMedia) {
        return new SessionDescription(
                Optional.of(new Origin(us.owner().value(), "0", "0", us.address())),
                SessionKind.PLAY.sessionName(),
                Optional.empty(),
                Optional.of(us.address()),
                0,
                0,
                media,
                Optional.of(us.ssrc()),
                fMedia,
                List.of());
    }

    private static MediaDescription media(
            String type,
            LiveEndpoint us,
            String protocol,
            List<RtpMap> codecs,
            Direction direction,
            Optional<StreamIndex> stream) {
        Optional<Setup> setup = switch (us.transport()) {
            case UDP -> Optional.empty();
            case TCP_PASSIVE -> Optional.of(Setup.PASSIVE);
            case TCP_ACTIVE -> Optional.of(Setup.ACTIVE);
        };
        return new MediaDescription(
                type,
                us.port(),
                protocol,
                codecs.stream().map(RtpMap::payloadType).toList(),
                Optional.empty(),
                codecs,
                Optional.of(direction),
                setup,
                setup.map(role -> NEW_CONNECTION),
                stream,
                OptionalLong.empty(),
                OptionalInt.empty(),
                List.of());
    }

    private static MediaDescription refused(MediaDescription offered) {
        return new MediaDescription(
                offered.type(),
                0,
                offered.protocol(),
                offered.payloadTypes(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                List.of());
    }
}
