package cascade.gateway.manners;

import static cascade.gateway.manners.trait.Trait.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.GbText;
import cascade.gateway.manners.trait.Trait;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each trait, as it is seen in one message or between two. The peer is at 10.0.0.7:7100. */
class TraitsSeenTest {

    private static final String OFFER = """
            INVITE sip:37280600001310000001@10.0.0.1:7100 SIP/2.0
            From: <sip:37280600002000000002@10.0.0.7:7100>;tag=1
            To: <sip:37280600001310000001@10.0.0.1:7100>
            Call-ID: i
            CSeq: 20 INVITE
            Subject: 37280600001310000001:0,37280600002000000002:0
            Contact: <sip:37280600002000000002@10.0.0.7:7100>
            Content-Type: application/sdp

            v=0
            o=37280600001310000001 0 0 IN IP4 10.0.0.7
            s=Play
            c=IN IP4 10.0.0.7
            t=0 0
            m=video 6000 TCP/RTP/AVP 96 97
            a=rtpmap:96 PS/90000
            a=rtpmap:97 MPEG4/90000
            a=setup:passive
            a=streamMode:MAIN
            y=0999999999
            """;

    private static final String OUR_OFFER = """
            INVITE sip:37280600001310000001@10.0.0.7:7100 SIP/2.0
            Call-ID: ours
            CSeq: 1 INVITE

            v=0
            m=video 6000 TCP/RTP/AVP 96
            a=setup:passive
            y=0200000001
            """;

    private static final String ANSWER = """
            SIP/2.0 200 OK
            To: <sip:37280600001310000001@10.0.0.7:7100>;tag=1
            Call-ID: ours
            CSeq: 1 INVITE
            Contact: <sip:37280600002000000002@10.0.0.7:7100>

            v=0
            o=37280600002000000002 0 0 IN IP4 10.0.0.9
            m=video 6000 TCP/RTP/AVP 96
            a=setup:active
            y=0200000001
            f=
            """;

    private final WatchedPeer peer = new WatchedPeer();

    private static String register(String fields) {
        return "REGISTER sip:1@3728060000 SIP/2.0\nFrom: <sip:2@3728060000>;tag=1\nTo: <sip:2@3728060000>\n"
                + "Call-ID: r\nCSeq: 1 REGISTER\n" + fields;
    }

    private static String answer(String status, String cseq, String fields) {
        return "SIP/2.0 " + status + "\nTo: <sip:2@10.0.0.7>;tag=1\nCall-ID: a\nCSeq: " + cseq + "\n" + fields;
    }

    private static String message(String fields, String body) {
        return "MESSAGE sip:1@10.0.0.1 SIP/2.0\nFrom: <sip:2@10.0.0.7>;tag=1\nTo: <sip:1@10.0.0.1>\nCall-ID: m\n"
                + "CSeq: 20 MESSAGE\n" + fields + "\n" + body;
    }

    private static String subscribe(String fields, String cmdType) {
        return "SUBSCRIBE sip:1@10.0.0.1 SIP/2.0\nFrom: <sip:2@10.0.0.7>;tag=1\nTo: <sip:1@10.0.0.1>\nCall-ID: s\n"
                + "CSeq: 20 SUBSCRIBE\n" + fields + "\n<Query>\n<CmdType>" + cmdType + "</CmdType>\n</Query>\n";
    }

    static Stream<Arguments> singleMessages() {
        return Stream.of(
                seen(USER_AGENT, "NCG V3.3.6", register("User-Agent: NCG V3.3.6\n")),
                seen(USER_AGENT, "Bytedance", answer("404 Not here", "1 REGISTER", "Server: Bytedance\n")),
                seen(GB_VERSION, "3.0", register("X-GB-Ver: 3.0\n")),
                seen(GB_VERSION, "none", register("")),
                seen(TRANSPORT, "udp", register("")),
                seen(LINE_ENDS, "crlf", register("")),
                seen(ODDITY, "padded-content-length", message("Content-Length:   0\n", "")),
                seen(ODDITY, "100-with-to-tag", answer("100 Trying", "1 INVITE", "")),
                seen(ODDITY, "200-without-to-tag", "SIP/2.0 200 OK\nTo: <sip:2@h>\nCSeq: 1 REGISTER\n"),
                seen(ODDITY, "method-case", register("").replaceFirst("REGISTER", "Register")),
                seen(ODDITY, "route-in-register", register("Route: <sip:1@10.0.0.1;lr>\n")),
                seen(ODDITY, "regmode-in-register", register("RegMode: PLAT\n")),
                seen(ODDITY, "expires-in-message", message("Expires: 90\n", "")),
                seen(ODDITY, "preferred-path", OFFER.replace("Subject", "X-PreferredPath: 1\nSubject")),
                seen(ODDITY, "no-dialog-tags", "BYE sip:1@h SIP/2.0\nFrom: <sip:2@h>\nTo: <sip:1@h>\nCSeq: 2 BYE\n"),
                seen(ODDITY, "padded-num", message("", "<DeviceList Num=\" 1 \">\n")),
                seen(ODDITY, "bare-num", message("", "<DeviceList Num=2>\n")),
                seen(URI_DOMAIN, "digits", register("")),
                seen(URI_DOMAIN, "address", message("", "")),
                seen(URI_DOMAIN, "name", register("").replace("2@3728060000", "2@gb.example")),
                seen(REQUEST_URI, "domain", register("")),
                seen(REQUEST_URI, "address", register("").replace("1@3728060000", "1@10.0.0.1:7100")),
                seen(CONTACT, "source", register("Contact: <sip:2@10.0.0.7:7100>\n")),
                seen(CONTACT, "other-port", register("Contact: <sip:2@10.0.0.7:5060>\n")),
                seen(CONTACT, "private", register("Contact: <sip:2@192.168.1.7:7100>\n")),
                seen(CONTACT, "other-host", register("Contact: <sip:2@8.8.8.8:7100>\n")),
                seen(CONTACT, "domain", register("Contact: <sip:2@3728060000>\n")),
                seen(CONTACT, "missing", answer("200 OK", "1 SUBSCRIBE", "")),
                seen(CSEQ, "20", message("", "")),
                seen(CSEQ, "1", message("", "").replace("CSeq: 20", "CSeq: 1")),
                seen(CSEQ, "rising", message("", "").replace("CSeq: 20", "CSeq: 21")),
                seen(PROVISIONAL, "MESSAGE", answer("100 Trying", "1 MESSAGE", "")),
                seen(REFUSAL, "489 SUBSCRIBE", answer("489 Bad Event", "1 SUBSCRIBE", "")),
                seen(MISSING_EXPIRES, "REGISTER", register("Contact: <sip:2@10.0.0.7:7100>\n")),
                seen(MISSING_EXPIRES, "SUBSCRIBE", subscribe("Event: Catalog\n", "Catalog")),
                seen(MISSING_EXPIRES, "200 to SUBSCRIBE", answer("200 OK", "1 SUBSCRIBE", "")),
                seen(MISSING_EXPIRES, "200 to REGISTER", answer("200 OK", "1 REGISTER", "")),
                seen(DATE_FORM, "seconds", answer("200 OK", "1 REGISTER", "Date: 2019-12-25T16:45:44\n")),
                seen(DATE_FORM, "millis", answer("200 OK", "1 REGISTER", "Date: 2019-12-25T16:45:44.123\n")),
                seen(DATE_FORM, "short-fields", register("Date: 2022-5-24T0:07:21\n")),
                seen(DATE_FORM, "rfc1123", register("Date: Wed, 25 Dec 2019 08:45:44 GMT\n")),
                seen(DIGEST, "md5-qop", register("Authorization: Digest realm=\"1\", algorithm=MD5, qop=auth\n")),
                seen(DIGEST, "md5", register("Authorization: Digest realm=\"1\",algorithm=MD5\n")),
                seen(DIGEST, "unnamed", register("Authorization: Digest realm=\"1\"\n")),
                seen(
                        DIGEST,
                        "challenge-sha-256-qop",
                        answer("401 No", "1 REGISTER", "WWW-Authenticate: Digest algorithm=SHA-256,qop=\"auth\"\n")),
                seen(EVENT_FORM, "catalog-id", subscribe("Event: Catalog;id=945357\n", "Catalog")),
                seen(EVENT_FORM, "catalog", subscribe("Event: catalog\n", "Catalog")),
                seen(EVENT_FORM, "presence", subscribe("Event: presence\n", "Catalog")),
                seen(
                        SUBSCRIPTION_STATE,
                        "with-expires",
                        "NOTIFY sip:1@h SIP/2.0\nCSeq: 1 NOTIFY\nSubscription-State: active;expires=1000000\n"),
                seen(SUBJECT, "zero", OFFER),
                seen(SUBJECT, "ssrc", OFFER.replace("0001:0,", "0001:0200000001,")),
                seen(SUBJECT, "missing", OFFER.replaceFirst("Subject:.*\n", "")),
                seen(SDP_TYPE, "application/sdp", OFFER),
                seen(SDP_OFFER, "v o s c t m rtpmap setup streamMode y", OFFER),
                seen(SDP_ORIGIN, "channel", OFFER),
                seen(SDP_ORIGIN, "platform", OFFER.replace("o=37280600001310000001", "o=37280600002000000002")),
                seen(SDP_ORIGIN, "other", OFFER.replace("o=37280600001310000001", "o=-")),
                seen(STREAM_ATTRIBUTE, "stream-mode", OFFER),
                seen(STREAM_ATTRIBUTE, "stream-number", OFFER.replace("streamMode:MAIN", "streamnumber:0")),
                seen(STREAM_ATTRIBUTE, "none", OFFER.replace("a=streamMode:MAIN\n", "")),
                seen(SSRC_OFFER, "placeholder", OFFER),
                seen(SSRC_OFFER, "given", OFFER.replace("0999999999", "0200000001")),
                seen(SSRC_OFFER, "short", OFFER.replace("0999999999", "100000001")),
                seen(SSRC_OFFER, "no-number", OFFER.replace("0999999999", "null")),
                seen(SSRC_OFFER, "none", OFFER.replaceFirst("y=.*\n", "")),
                seen(SETUP_OFFER, "passive", OFFER),
                seen(MEDIA_ADDRESS, "same", OFFER),
                seen(MEDIA_ADDRESS, "other", OFFER.replace("c=IN IP4 10.0.0.7", "c=IN IP4 10.0.0.9")),
                seen(FORMATS, "96 97", OFFER),
                seen(F_LINE, "none", OFFER),
                seen(F_LINE, "filled", OFFER + "f=v/2/4///a///\n"),
                seen(CHARSET_DECLARED, "GB2312", message("", "<?xml version=\"1.0\" encoding=\"gb2312\"?>\n")),
                seen(CHARSET_DECLARED, "no-encoding", message("", "<?xml version=\"1.0\"?>\n")),
                seen(CHARSET_DECLARED, "no-declaration", message("", "<Query>\n</Query>\n")),
                seen(XML_LINES, "crlf", message("", "<Query>\n</Query>\n")),
                seen(XML_LINES, "crlf-indented", message("", "<Query>\n  <SN>1</SN>\n</Query>\n")),
                seen(XML_LINES, "one-line", message("", "<Query></Query>\n")),
                seen(
                        ITEMS,
                        "2",
                        message("", "<Response><CmdType>Catalog</CmdType><Item></Item><Item></Item></Response>\n")),
                seen(KEY_FRAME, "IFameCmd", message("", "<Control><IFameCmd>Send</IFameCmd></Control>\n")),
                seen(KEY_FRAME, "IFrameCmd", message("", "<Control><IFrameCmd>Send</IFrameCmd></Control>\n")));
    }

    private static Arguments seen(Trait trait, String value, String message) {
        return Arguments.of(trait, value, message);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("singleMessages")
    void isSeenInOneMessage(Trait trait, String value, String message) {
        peer.says(message);

        assertThat(peer.values(trait)).contains(value);
    }

    @Test
    void linesThatEndWithLfAlone() {
        peer.says(register("").getBytes(UTF_8));

        assertThat(peer.values(LINE_ENDS)).containsExactly("lf");
    }

    @ParameterizedTest
    @CsvSource({"[fd00::7]:7100,source", "[fd00:0:0::0007]:7100,source", "[fd00::8]:7100,other-host"})
    void aContactMayBeOfIpv6(String authority, String seen) {
        var peer6 = new WatchedPeer("fd00::7", 7100);

        peer6.says(register("Contact: <sip:2@" + authority + ">\n"));

        assertThat(peer6.values(CONTACT)).containsExactly(seen);
    }

    @ParameterizedTest
    @CsvSource({"东门,GB2312,GB2312", "东门,GB18030,GB2312", "㐂门,GB18030,GB18030", "东门,UTF-8,UTF-8"})
    void chineseIsSeenInTheCharsetThatItIsInWhateverIsDeclared(String name, String written, String seen) {
        String body = "<?xml version=\"1.0\" encoding=\"GB2312\"?>\r\n<Notify><Name>" + name + "</Name></Notify>\r\n";

        peer.says(message("", body).replaceAll("(?<!\r)\n", "\r\n").getBytes(Charset.forName(written)));

        assertThat(peer.values(CHARSET_DECLARED)).containsExactly("GB2312");
        assertThat(peer.values(CHARSET_TRUE)).containsExactly(seen);
        assertThat(peer.seen().habit(CHARSET_TRUE).orElseThrow().example()).contains(name);
    }

    @Test
    void aBodyIsLookedAtByItsStartAndNeverInTheMidstOfACharacter() {
        String body = "<Notify>" + "<Name>东门岗亭</Name>".repeat(5_000) + "</Notify>";

        peer.says(message("", body).replace("\n", "\r\n").getBytes(GbText.GB18030));

        assertThat(peer.values(CHARSET_TRUE)).containsExactly("GB2312");
    }

    @Test
    void alarmsAreSubscribedToAsPresenceByTheStandard() {
        peer.says(subscribe("Event: presence\n", "Alarm"));

        assertThat(peer.values(EVENT_FORM)).isEmpty();
    }

    @Test
    void aTcpAnswerIsComparedWithOurOffer() {
        peer.hears(OUR_OFFER).says(ANSWER);

        assertThat(peer.values(SSRC_ANSWER)).containsExactly("ours");
        assertThat(peer.values(SETUP_ANSWER)).containsExactly("active-to-passive");
        assertThat(peer.values(SDP_ANSWER)).containsExactly("o m setup y f".replaceFirst("o", "v o"));
        assertThat(peer.values(SDP_ORIGIN)).containsExactly("platform");
        assertThat(peer.values(F_LINE)).containsExactly("empty");
    }

    @ParameterizedTest
    @CsvSource({"y=0200000001, y=0100007399, another", "y=0200000001, y=200000001, ours", "y=0200000001, k=0, none"})
    void anSsrcIsComparedByItsNumber(String offered, String answered, String seen) {
        peer.hears(OUR_OFFER).says(ANSWER.replace(offered, answered));

        assertThat(peer.values(SSRC_ANSWER)).containsExactly(seen);
    }

    @ParameterizedTest
    @CsvSource({
        "a=setup:active, a=setup:passive, passive-to-passive",
        "a=setup:active, a=x, none-to-passive",
        "TCP/RTP/AVP, RTP/AVP, udp-to-passive"
    })
    void aSetupThatIsNotHonouredIsSeen(String right, String wrong, String seen) {
        peer.hears(OUR_OFFER).says(ANSWER.replace(right, wrong));

        assertThat(peer.values(SETUP_ANSWER)).containsExactly(seen);
    }

    @ParameterizedTest
    @CsvSource({"y=0200000001, ours", "y=, none"})
    void anAnswerThatIsRepeatedIsOne(String y, String seen) {
        String answer = ANSWER.replace("y=0200000001", y);

        peer.hears(OUR_OFFER).says(answer).says(answer);

        assertThat(peer.seen().find(SSRC_ANSWER, seen).orElseThrow().count()).isEqualTo(1);
    }

    @Test
    void anAnswerToAnotherCallIsComparedWithNothing() {
        peer.hears(OUR_OFFER).says(ANSWER.replace("Call-ID: ours", "Call-ID: other"));

        assertThat(peer.values(SSRC_ANSWER)).isEmpty();
    }

    @Test
    void aChallengeThatIsNotAnswered() {
        peer.says(register("Expires: 60\n"))
                .hears("SIP/2.0 401 Unauthorized\nCall-ID: r\nCSeq: 1 REGISTER\n")
                .says(register("Expires: 60\n"));
        assertThat(peer.values(DIGEST)).as("the same once more").isEmpty();

        peer.says(register("Expires: 60\n").replace("CSeq: 1", "CSeq: 2"));
        assertThat(peer.values(DIGEST)).containsExactly("unanswered");
    }

    @Test
    void aChallengeThatIsAnswered() {
        peer.says(register("")).hears("SIP/2.0 401 Unauthorized\nCall-ID: r\nCSeq: 1 REGISTER\n");
        peer.says(register("Authorization: Digest algorithm=MD5\n").replace("CSeq: 1", "CSeq: 2"));
        peer.says(register("").replace("CSeq: 1", "CSeq: 3"));

        assertThat(peer.values(DIGEST)).containsExactly("md5");
    }

    private static String keepalive(String callId) {
        return message("", "<Notify><CmdType>Keepalive</CmdType></Notify>\n")
                .replace("Call-ID: m", "Call-ID: " + callId);
    }

    @Test
    void keepalivesHaveAPeriodToFiveSecondsThatRepetitionsDoNotDisturb() {
        peer.says(keepalive("1"))
                .says(keepalive("1"))
                .after(Duration.ofSeconds(57))
                .says(keepalive("2"))
                .after(Duration.ofMinutes(1))
                .says(keepalive("3"));

        assertThat(peer.values(KEEPALIVE)).containsExactly("60s");
    }

    @Test
    void aRefusedKeepaliveIsFollowedByARegistration() {
        peer.says(keepalive("1"))
                .hears("SIP/2.0 403 Forbidden\nCall-ID: 1\nCSeq: 20 MESSAGE\n")
                .says(register(""));

        assertThat(peer.values(UNREGISTERED_KEEPALIVE)).containsExactly("registers");
    }

    @Test
    void aRefusedKeepaliveIsFollowedByTheNext() {
        peer.says(keepalive("1"))
                .hears("SIP/2.0 403 Forbidden\nCall-ID: 1\nCSeq: 20 MESSAGE\n")
                .says(keepalive("2"));

        assertThat(peer.values(UNREGISTERED_KEEPALIVE)).containsExactly("repeats");
    }

    @Test
    void aNotifyOfNoSubscription() {
        peer.hears("SIP/2.0 481 Unknown\nCall-ID: 1\nCSeq: 1 NOTIFY\n");

        assertThat(peer.values(UNSOLICITED_NOTIFY)).containsExactly("refused");
    }

    @Test
    void repairsAreCountedByKind() {
        peer.manners().repaired(WatchedPeer.NAME, "lf-only");
        peer.manners().repaired(WatchedPeer.NAME, "lf-only");
        peer.manners().repaired(WatchedPeer.NAME, "xml-bare-ampersand");

        assertThat(peer.seen().repairs()).hasSize(2).containsEntry("lf-only", 2L);
    }
}
