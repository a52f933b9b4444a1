package cascade.gateway.call.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cascade.config.GatewayConfig;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.RtpMap;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.SessionKind;
import cascade.gateway.media.LegAddress;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceSdpTest {

    private static final String CHANNEL = "37280600001370000001";
    private static final Ssrc SSRC = Ssrc.parse("0100000042");
    private static final LegAddress LEG = new LegAddress("203.0.113.7", 20_002);

    private final GatewayConfig gateway = CallConfigs.of("");
    private final MediaTargets targets = new MediaTargets(() -> gateway);

    private static SessionDescription sdp(String name, String media, String... more) {
        try {
            return SdpParser.parse("v=0\r\no=- 0 0 IN IP4 10.69.80.187\r\ns=" + name
                    + "\r\nc=IN IP4 10.69.80.187\r\nt=0 0\r\n" + media + "\r\n" + String.join("\r\n", more));
        } catch (SdpSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static SessionDescription read(byte[] written) {
        try {
            return SdpParser.parse(written);
        } catch (SdpSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private Offer offer(SessionDescription asked) throws CallRejection {
        return new OfferReader(gateway.upper("city"), targets).read(asked);
    }

    private SessionDescription offered(Offer asked) {
        return read(CallSdp.offer(gateway.lower("district"), CHANNEL, LEG, MediaTransport.UDP, SSRC, asked));
    }

    /** Codecs are asked for as they are, and described by an f= in any case. */
    @ParameterizedTest
    @CsvSource({
        "m=audio 6000 RTP/AVP 8, a=rtpmap:8 PCMA/8000, PCMA, v/////a/1/8/1",
        "m=audio 6000 RTP/AVP 0, a=rtpmap:0 PCMU/8000, PCMU, v/////a/1/8/1",
        "m=audio 6000 RTP/AVP 8, a=ptime:20, PCMA, v/////a/1/8/1",
        "m=audio 6000 RTP/AVP 102, a=ptime:20, AAC, v/////a/6//1",
        "m=audio 6000 RTP/AVP 104, a=rtpmap:104 MPEG4-GENERIC/48000, MPEG4-GENERIC, v/////a/6//11",
        "m=audio 6000 RTP/AVP 96, a=rtpmap:96 PS/90000, PS, v/////a///",
    })
    void asksTheLowerForTheCodecsOfTheUpper(String media, String line, String codec, String described)
            throws CallRejection {
        SessionDescription offered = offered(offer(sdp("Talk", media, line)));

        MediaDescription audio = offered.audio().orElseThrow();
        assertThat(audio.rtpMaps()).extracting(RtpMap::encoding).containsExactly(codec);
        assertThat(offered.fMedia()).contains(described);
        assertThat(offered.sessionName()).isEqualTo("Talk");
        assertThat(offered.video()).isEmpty();
    }

    @Test
    void keepsTheDescriptionOfTheUpperWhereItIsOfSound() throws CallRejection {
        assertThat(offered(offer(sdp("Talk", "m=audio 6000 RTP/AVP 8", "f=v/2/4///a/1/8/1")))
                        .fMedia())
                .contains("v/2/4///a/1/8/1");
    }

    /** What we offer is the upper's direction, what we answer the other end of it. */
    @ParameterizedTest
    @CsvSource({"sendrecv, SENDRECV, SENDRECV", "sendonly, SENDONLY, RECVONLY", "recvonly, RECVONLY, SENDONLY"})
    void standsForTheOtherSideInEitherDirection(String asked, Direction below, Direction above) throws CallRejection {
        Offer offer = offer(sdp("Talk", "m=audio 6000 RTP/AVP 8", "a=" + asked));

        assertThat(offered(offer).audio().orElseThrow().direction()).contains(below);
        assertThat(offer.answerDirection()).isEqualTo(above);
    }

    /** Sound alone that its author sends is voice, whatever s= says; who only listens asks for a picture. */
    @ParameterizedTest
    @CsvSource({
        "Talk, a=recvonly, TALK",
        "Play, a=sendonly, TALK",
        "Play, a=sendrecv, TALK",
        "Play, a=recvonly, PLAY",
        "Play, a=ptime:20, PLAY",
        "Playback, a=sendrecv, PLAYBACK",
    })
    void tellsVoiceByItsNameOrByWhoSends(String name, String line, SessionKind kind) {
        assertThat(sdp(name, "m=audio 6000 RTP/AVP 8", line).offeredKind()).isEqualTo(kind);
    }

    @Test
    void refusesTalkWithoutSound() {
        assertThatExceptionOfType(CallRejection.class)
                .isThrownBy(() -> offer(sdp("Talk", "m=video 6000 RTP/AVP 96")))
                .withMessageContaining("no usable m=audio");
    }

    @Test
    void refusesAPictureInAnswerToVoice() {
        assertThatExceptionOfType(CallRejection.class)
                .isThrownBy(() -> new AnswerReader(
                                gateway.lower("district"), MediaTransport.UDP, MediaDescription.AUDIO, targets)
                        .read(sdp("Play", "m=video 6000 RTP/AVP 96"), InetAddress.ofLiteral("192.168.1.20")))
                .withMessageContaining("no m=audio");
    }

    @Test
    void theAnswerToALowersCallSendsWhatTheUpperDoes() throws CallRejection {
        Offer asked = new OfferReader(gateway.lower("district"), targets)
                .readVoice(sdp("Play", "m=audio 6100 RTP/AVP 8 96", "a=recvonly", "a=rtpmap:96 PS/90000"));

        SessionDescription answered = read(CallSdp.broadcastAnswer(
                gateway.lower("district"), LEG, SSRC, asked, sdp("Play", "m=audio 6000 RTP/AVP 96", "f=")));

        MediaDescription audio = answered.audio().orElseThrow();
        assertThat(audio.payloadTypes()).containsExactly(96);
        assertThat(audio.direction()).contains(Direction.SENDONLY);
        assertThat(answered.sessionName()).isEqualTo("Play");
    }

    /** Known as voice by its direction alone, which a hold takes away. */
    @ParameterizedTest
    @CsvSource({
        "Play, a=inactive, true",
        "Play, a=recvonly, false",
        "Play, a=sendonly, true",
        "Talk, a=inactive, true",
    })
    void isPutOnHoldWhateverItsNameIs(String name, String direction, boolean held) throws CallRejection {
        Offer first = offer(sdp("Play", "m=audio 6000 RTP/AVP 8", "a=sendrecv"));
        OfferReader reader = new OfferReader(gateway.upper("city"), targets);

        ReOffer again = ReOffer.of(reader, sdp(name, "m=audio 6000 RTP/AVP 8", direction), first, Direction.SENDRECV);

        assertThat(again.held()).isEqualTo(held);
        assertThat(again.offer().isVoice()).isTrue();
        ReOffer resumed = ReOffer.of(
                reader, sdp("Play", "m=audio 6000 RTP/AVP 8", "a=sendrecv"), again.offer(), Direction.SENDRECV);
        assertThat(resumed.held()).isFalse();
    }

    @Test
    void doesNotBecomeVideo() throws CallRejection {
        Offer first = offer(sdp("Play", "m=audio 6000 RTP/AVP 8", "a=sendrecv"));
        OfferReader reader = new OfferReader(gateway.upper("city"), targets);

        assertThatExceptionOfType(CallRejection.class)
                .isThrownBy(() -> ReOffer.of(
                        reader, sdp("Play", "m=video 6000 RTP/AVP 96", "a=recvonly"), first, Direction.SENDRECV))
                .withMessageContaining("cannot change its kind");
    }
}
