package cascade.gateway.manners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cascade.config.Role;
import cascade.config.load.ShippedProfiles;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Peers that are scripted after what is known of each product, and what they are taken for. */
class ScriptedPeersTest {

    private static final String PLATFORM = "37280600002000000002";
    private static final String CHANNEL = "37280600001310000001";

    /** A peer by what its messages differ in; the rest is as the standard has it. */
    record Script(
            String agent,
            String host,
            String registerFields,
            String xml,
            String messageFields,
            String sdpType,
            String afterMedia) {

        private static final Script STANDARD = new Script(
                "",
                "10.0.0.7:7100",
                "",
                "<?xml version=\"1.0\" encoding=\"GB2312\"?>\n",
                "",
                "application/sdp",
                "a=sendonly\na=rtpmap:96 PS/90000\ny=0200000001\n");

        Script agent(String name) {
            return new Script(
                    "User-Agent: " + name + "\n", host, registerFields, xml, messageFields, sdpType, afterMedia);
        }

        Script registerFields(String fields) {
            return new Script(agent, host, fields, xml, messageFields, sdpType, afterMedia);
        }

        Script xml(String declaration) {
            return new Script(agent, host, registerFields, declaration, messageFields, sdpType, afterMedia);
        }

        Script messageFields(String fields) {
            return new Script(agent, host, registerFields, xml, fields, sdpType, afterMedia);
        }

        Script sdp(String type, String lines) {
            return new Script(agent, host, registerFields, xml, messageFields, type, lines);
        }

        private String request(String method, String fields, String body) {
            return method + " sip:37280600002000000001@10.0.0.1:7100 SIP/2.0\n"
                    + "Via: SIP/2.0/UDP 10.0.0.7:7100;rport;branch=z9hG4bK1\n"
                    + "From: <sip:" + PLATFORM + "@" + host + ">;tag=1\n"
                    + "To: <sip:37280600002000000001@10.0.0.1:7100>\n"
                    + "Call-ID: " + method + "\nCSeq: 3 " + method + "\n"
                    + "Contact: <sip:" + PLATFORM + "@10.0.0.7:7100>\n"
                    + agent + fields + "\n" + body;
        }

        private String answer(String method, String fields, String body) {
            return "SIP/2.0 200 OK\n"
                    + "Via: SIP/2.0/UDP 10.0.0.1:7100;rport;branch=z9hG4bK2\n"
                    + "From: <sip:37280600002000000001@10.0.0.1:7100>;tag=2\n"
                    + "To: <sip:" + CHANNEL + "@10.0.0.7:7100>;tag=3\n"
                    + "Call-ID: ours-" + method + "\nCSeq: 1 " + method + "\n"
                    + "Contact: <sip:" + PLATFORM + "@10.0.0.7:7100>\n"
                    + agent + fields + "\n" + body;
        }

        /** Registers, gives its catalog, answers an INVITE. */
        WatchedPeer below() {
            return new WatchedPeer()
                    .says(request("REGISTER", "Expires: 3600\n" + registerFields, ""))
                    .says(request("MESSAGE", messageFields, xml + """
                            <Response>
                            <CmdType>Catalog</CmdType>
                            <SN>1</SN>
                            <DeviceID>37280600002000000002</DeviceID>
                            <SumNum>1</SumNum>
                            <DeviceList Num="1">
                            <Item>
                            <DeviceID>37280600001310000001</DeviceID>
                            </Item>
                            </DeviceList>
                            </Response>
                            """))
                    .hears(answer("INVITE", "", "v=0\n")
                            .replaceFirst("SIP/2.0 200 OK", "INVITE sip:" + CHANNEL + "@10.0.0.7:7100 SIP/2.0")
                            .replace("v=0\n", sdp("y=0200000001\n")))
                    .says(answer("INVITE", "Content-Type: " + sdpType + "\n", sdp(afterMedia)));
        }

        /** Answers our REGISTER, queries, invites. */
        WatchedPeer above() {
            return new WatchedPeer()
                    .says(answer("REGISTER", "Expires: 3600\n" + registerFields, ""))
                    .says(request("MESSAGE", messageFields, xml + """
                            <Query>
                            <CmdType>Catalog</CmdType>
                            <SN>1</SN>
                            <DeviceID>37280600002000000001</DeviceID>
                            </Query>
                            """))
                    .says(request(
                                    "INVITE",
                                    "Subject: " + CHANNEL + ":0200000001," + PLATFORM + ":0\nContent-Type: " + sdpType
                                            + "\n",
                                    sdp(afterMedia))
                            .replaceFirst("INVITE sip:37280600002000000001", "INVITE sip:" + CHANNEL));
        }

        private static String sdp(String afterMedia) {
            return "v=0\no=" + PLATFORM + " 0 0 IN IP4 10.0.0.7\ns=Play\nc=IN IP4 10.0.0.7\nt=0 0\n"
                    + "m=video 6000 RTP/AVP 96\n" + afterMedia;
        }
    }

    static Stream<Arguments> peers() {
        Script standard = Script.STANDARD;
        return Stream.of(
                Arguments.of(
                        "hikvision-ncg",
                        Role.LOWER,
                        standard.agent("NCG V2.6.0.299938")
                                .sdp(
                                        "Application/SDP",
                                        "a=rtpmap:96 PS/90000\na=sendonly\na=filesize:-1\ny=0703001718\n")),
                Arguments.of(
                        "hikvision-ncg",
                        Role.UPPER,
                        standard.sdp(
                                "Application/SDP",
                                "a=rtpmap:96 PS/90000\na=recvonly\na=streamMode:MAIN\na=filesize:-1\ny=0999999999\n")),
                Arguments.of(
                        "hikvision-isc",
                        Role.UPPER,
                        standard.agent("NcgV5.15.201")
                                .sdp("Application/SDP", "a=rtpmap:96 PS/90000\na=recvonly\na=streamnumber:0\n")),
                Arguments.of(
                        "dahua",
                        Role.LOWER,
                        standard.agent("SIP UAS V3.0.0.1208500").registerFields("Route: <sip:1@10.0.0.1:7100;lr>\n")),
                Arguments.of("uniview", Role.LOWER, standard.agent("IMOS/V3").messageFields("Expires: 90\n")),
                Arguments.of(
                        "livegbs",
                        Role.UPPER,
                        standard.agent("LiveGBS v200603")
                                .xml("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                                .sdp("APPLICATION/SDP", "a=recvonly\na=rtpmap:96 PS/90000\ny=0200000001\n")),
                Arguments.of(
                        "wvp",
                        Role.UPPER,
                        standard.agent("Wvp-Pro v2.7.3.20241219")
                                .sdp("APPLICATION/SDP", "a=recvonly\na=rtpmap:96 PS/90000\ny=0200000001\n")),
                Arguments.of(
                        "wvp",
                        Role.LOWER,
                        standard.agent("WVP PRO")
                                .sdp("APPLICATION/SDP", "a=sendonly\na=rtpmap:96 PS/90000\ny=1200001951\nf=\n")),
                Arguments.of("kedacom", Role.LOWER, standard.agent("Kedacom SIP Server V5")),
                Arguments.of("standard-2011", Role.LOWER, standard.registerFields("X-GB-Ver: 1.0\n")),
                Arguments.of("standard-2016", Role.UPPER, standard.registerFields("X-GB-Ver: 2.0\n")),
                Arguments.of(
                        "standard-2022",
                        Role.LOWER,
                        standard.registerFields("X-GB-Ver: 3.0\n")
                                .xml("<?xml version=\"1.0\" encoding=\"GB18030\"?>\n")));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("peers")
    void isTakenForWhatItIs(String profile, Role role, Script script) {
        assumeTrue(ShippedProfiles.names().contains(profile), profile + " is not among the profiles");

        WatchedPeer peer = role == Role.LOWER ? script.below() : script.above();

        assertThat(peer.profile(role))
                .as(
                        "%s as %s: %s",
                        profile,
                        role.name().toLowerCase(Locale.ROOT),
                        peer.advice(role, "").fits())
                .isEqualTo(profile);
    }
}
