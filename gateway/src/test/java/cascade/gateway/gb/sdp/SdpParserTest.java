package cascade.gateway.gb.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.conformance.Clause;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbText;
import cascade.gateway.gb.Ssrc;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Clause(value = "SDP", part = "reading")
class SdpParserTest {
    private static final String OFFER = """
            v=0
            o=34020000002000000001 0 0 IN IP4 192.0.2.1
            s=Play
            c=IN IP4 192.0.2.1
            t=0 0
            m=video 30000 RTP/AVP 96 98
            a=recvonly
            a=rtpmap:96 PS/90000
            a=rtpmap:98 H264/90000
            y=0200000001
            f=v/2/6/25/1/4000a///
            """;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsLinesWithAnyEnd(String lineEnd) throws Exception {
        assertThat(SdpParser.parse(OFFER.replace("\n", lineEnd))).isEqualTo(SdpParser.parse(OFFER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r", "\r\n\r\n", " ", "\0\0"})
    void readsALastLineThatEndsAnyhow(String end) throws Exception {
        byte[] body = (OFFER.strip() + end).getBytes(StandardCharsets.US_ASCII);
        assertThat(SdpParser.parse(body)).isEqualTo(SdpParser.parse(OFFER));
    }

    @Test
    void readsLinesInAnyOrder() throws Exception {
        String shuffled = """
                y=0200000001
                f=v/2/6/25/1/4000a///
                c=IN IP4 192.0.2.1
                m=video 30000 RTP/AVP 96 98
                a=rtpmap:96 PS/90000
                t=0 0
                a=rtpmap:98 H264/90000
                o=34020000002000000001 0 0 IN IP4 192.0.2.1
                a=recvonly
                s=Play
                v=0
                """;
        assertThat(SdpParser.parse(shuffled)).isEqualTo(SdpParser.parse(OFFER));
    }

    @Test
    void takesTheAddressOfTheMediaBeforeThatOfTheSession() throws Exception {
        SessionDescription session =
                SdpParser.parse(OFFER.replace("a=recvonly\n", "a=recvonly\nc=IN IP4 198.51.100.7\n"));

        assertThat(session.address()).hasValue("192.0.2.1");
        assertThat(session.addressOf(session.video().orElseThrow())).hasValue("198.51.100.7");
    }

    @Test
    void readsTheRtpmapThatIsDoubledOnOneLine() throws Exception {
        String doubled = OFFER.replace("a=rtpmap:96 PS/90000", "a=rtpmap:96 PS/90000a=rtpmap:96 PS/90000");
        assertThat(SdpParser.parse(doubled)).isEqualTo(SdpParser.parse(OFFER));
    }

    @Test
    void readsWhatTheSessionSaysOfAllMedia() throws Exception {
        String early = OFFER.replace("a=recvonly\n", "").replace("t=0 0\n", "t=0 0\na=recvonly\n");
        assertThat(SdpParser.parse(early)).isEqualTo(SdpParser.parse(OFFER));
    }

    @ParameterizedTest
    @CsvSource({
        "streamnumber:0, 0",
        "streamnumber:2, 2",
        "streamprofile:1, 1",
        "stream:1, 1",
        "streamMode:MAIN, 0",
        "streamMode:SUB, 1",
        "streamMode:main, 0",
        "streammode:sub, 1"
    })
    void readsEveryFormOfTheStreamIndex(String attribute, int index) throws Exception {
        MediaDescription video = video("a=" + attribute);

        assertThat(video.streamIndex()).map(StreamIndex::index).hasValue(index);
        assertThat(video.otherLines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=vendor", "a=vendor:x:y", "a=setup:sometimes", "a=streamMode:THIRD", "a=stream:-1", "a=filesize:big",
                "a=rtpmap:96", "a=rtpmap:200 PS/90000", "a=rtpmap:96 PS/0", "a=downloadspeed:", "b=AS:4000", "i=door"
            })
    void keepsLinesOfAMediaThatItCannotUse(String line) throws Exception {
        SessionDescription session = SdpParser.parse(OFFER + line);

        assertThat(session.video().orElseThrow().otherLines()).containsExactly(line);
        assertThat(SdpWriter.write(session).lines()).contains(line);
    }

    @Test
    void keepsLinesOfTheSessionThatItCannotUse() throws Exception {
        SessionDescription session = SdpParser.parse("v=0\no=- 0 0 IN IP4\ni=a door\nb=AS:10\na=tool:x\n" + OFFER);

        assertThat(session.otherLines()).containsExactly("o=- 0 0 IN IP4", "i=a door", "b=AS:10", "a=tool:x");
        assertThat(session.origin()).isPresent();
    }

    @Test
    void keepsTheFirstOfTwoWhereOnlyOneCanBe() throws Exception {
        SessionDescription session = SdpParser.parse(OFFER + "y=0300000001\na=sendonly\n");

        assertThat(session.ySsrc()).hasValue(new Ssrc(200_000_001));
        assertThat(session.otherLines()).containsExactly("y=0300000001");
        assertThat(session.video().orElseThrow().direction()).hasValue(Direction.RECVONLY);
        assertThat(session.video().orElseThrow().otherLines()).containsExactly("a=sendonly");
    }

    @Test
    void readsTcpWithoutARoleAsListening() throws Exception {
        SessionDescription session = SdpParser.parse(OFFER.replace("RTP/AVP", "TCP/RTP/AVP"));
        assertThat(session.video().orElseThrow().transport()).isEqualTo(MediaTransport.TCP_PASSIVE);
    }

    @Test
    void readsVendorEncodingsAndChannels() throws Exception {
        assertThat(video("a=rtpmap:102 AAC/8000/1").rtpMap(102).orElseThrow().toAttributeValue())
                .isEqualTo("102 AAC/8000/1");
        assertThat(video("a=rtpmap:99 HIKVISION/90000").rtpMap(99)).isPresent();
    }

    @Test
    void readsAnOfferWithoutSsrcAsOneWithout() throws Exception {
        assertThat(SdpParser.parse(OFFER.replace("y=0200000001", "y=")).ySsrc()).isEmpty();
        assertThat(SdpParser.parse(OFFER.replace("y=0200000001\n", "")).ySsrc()).isEmpty();
    }

    @Test
    void tellsAnOfferWithoutVideo() throws Exception {
        SessionDescription session = SdpParser.parse(OFFER.replace("m=video", "m=audio"));
        assertThat(session.video()).isEmpty();
        assertThat(session.audio()).isPresent();
    }

    @Test
    void readsChineseSessionNamesInEitherCharset() throws Exception {
        String named = OFFER.replace("s=Play", "s=大门");
        assertThat(SdpParser.parse(named.getBytes(GbText.GB18030)).sessionName())
                .isEqualTo("大门");
        assertThat(SdpParser.parse(named.getBytes(StandardCharsets.UTF_8)).sessionName())
                .isEqualTo("大门");
    }

    @ParameterizedTest
    @CsvSource({
        "c=IN IP4 192.0.2.1, c=IN IP4, 4",
        "c=IN IP4 192.0.2.1, c=door, 4",
        "c=IN IP4 192.0.2.1, c=IN IP4 /192.0.2.1, 4",
        "t=0 0, t=now, 5",
        "t=0 0, t=0, 5",
        "t=0 0, t=0 -1, 5",
        "t=0 0, t=0 99999999999999999999, 5",
        "m=video 30000 RTP/AVP 96 98, m=video 30000 RTP/AVP 96 98 PS, 6",
        "m=video 30000 RTP/AVP 96 98, m=video 30000 RTP/AVP 96 98 128, 6",
        "a=recvonly, recvonly, 7",
        "y=0200000001, y=4294967296, 10",
        "y=0200000001, y=null, 10"
    })
    @FieldReport(value = "F24", part = "offers")
    void skipsALineThatCannotBeReadAndNamesIt(String line, String broken, int number) throws Exception {
        SdpReading reading = read(OFFER.replace(line, broken));

        assertThat(reading.skipped()).singleElement().asString().startsWith("line " + number + ": ");
        assertThat(reading.session().video().orElseThrow().payloadTypes()).containsExactly(96, 98);
        assertThat(reading.session().video().orElseThrow().port()).isEqualTo(30_000);
    }

    @ParameterizedTest
    @CsvSource({
        "m=application 0 UDP/BFCP *, 0",
        "m=application 40000 UDP/DTLS/SCTP webrtc-datachannel, 40000",
        "m=audio x RTP/AVP 8, 0",
        "m=audio 70000 RTP/AVP 8, 0",
        "m=audio, 0",
        "m=, 0"
    })
    @FieldReport(value = "F24", part = "offers with a second media")
    void aMediaThatCannotBeReadKeepsItsPlaceAndIsRefusedThere(String line, int port) throws Exception {
        SessionDescription offer = SdpParser.parse(OFFER + line + "\na=x\n");

        assertThat(offer.media()).extracting(MediaDescription::port).containsExactly(30_000, port);
        SessionDescription answer = LiveSdp.answer(offer, us(), RtpMap.PS, Optional.empty());
        assertThat(SdpWriter.write(answer).lines().filter(written -> written.startsWith("m=")))
                .hasSize(2)
                .element(1)
                .asString()
                .matches("m=\\S+ 0 \\S+( \\S+)+");
    }

    @Test
    void readsAPortWithANumberOfPorts() throws Exception {
        SdpReading reading = read(OFFER.replace("30000", "30000/2"));
        assertThat(reading.session()).isEqualTo(SdpParser.parse(OFFER));
        assertThat(reading.skipped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c=192.0.2.1", "c=IP4 192.0.2.1"})
    void readsAnAddressWithoutTheWordsBeforeIt(String line) throws Exception {
        assertThat(SdpParser.parse(OFFER.replace("c=IN IP4 192.0.2.1", line))).isEqualTo(SdpParser.parse(OFFER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "<Notify>\n</Notify>"})
    void refusesWhatIsNoSdpAtAll(String text) {
        assertThatThrownBy(() -> SdpParser.parse(text)).isInstanceOf(SdpSyntaxException.class);
    }

    @Test
    void refusesABodyOfTooManyLines() {
        assertThatThrownBy(() -> SdpParser.parse(OFFER + "a=x\n".repeat(100_000)))
                .isInstanceOf(SdpSyntaxException.class)
                .hasMessageContaining("more than 256 lines");
    }

    private static SdpReading read(String text) throws SdpSyntaxException {
        return SdpParser.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static LiveEndpoint us() {
        return new LiveEndpoint(
                new DeviceId("34020000001320000001"), "192.0.2.9", 40_000, MediaTransport.UDP, new Ssrc(1));
    }

    private static MediaDescription video(String extraLine) throws SdpSyntaxException {
        return SdpParser.parse(OFFER + extraLine).video().orElseThrow();
    }
}
