package cascade.gateway.sip;

import static cascade.gateway.testkit.sip.WireMessage.request;
import static cascade.gateway.testkit.sip.WireMessage.response;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.sip.RawPeer;
import cascade.gateway.testkit.sip.WireMessage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The torture messages of RFC 4475 and RFC 5118, by name, rebuilt from what they stress, and what comes of each over UDP.
 *
 * <p>{@code app}: handed to the application. A status: answered without it. {@code read}: a response that was read.
 * {@code drop}: no trace but a counter. Where the RFC leaves a choice, ours is the lenient one, because the products we
 * speak to need it: trws, escruri, badaspec, baddn and regbadct are read, and what is wrong in them has no effect.
 */
@ResourceLock(EndpointFixture.HOSTS)
class TortureIT {

    private static EndpointFixture gateway;
    private static RawPeer peer;

    @BeforeAll
    static void open() {
        gateway = new EndpointFixture(TestSettings.fast());
        gateway.handler(ServerTransaction::ignore);
        peer = gateway.rawPeer();
    }

    @AfterAll
    static void close() {
        gateway.awaitQuiet();
        peer.close();
        gateway.close();
    }

    private static Arguments row(String name, String outcome, WireMessage message) {
        return Arguments.of(name, outcome, message);
    }

    static Stream<Arguments> valid() {
        return Stream.of(
                row("wsinv", "app", wsinv()),
                row(
                        "intmeth",
                        "501",
                        request("!interesting-Method0123456789_*+`.%indeed'~")
                                .startLine("!interesting-Method0123456789_*+`.%indeed'~"
                                        + " sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too"
                                        + ".(doesn't-it)@example.com SIP/2.0")
                                .replace(
                                        "From",
                                        "From: token1~` token2'+_ token3*%!.- <sip:mundane@a>;tag=_token~1'+`*%!-.")
                                .replace("Call-ID", "Call-ID: intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{")
                                .line("extensionHeader-!.%*+_`'~: 大停電")),
                row(
                        "esc01",
                        "app",
                        request("INVITE")
                                .startLine("INVITE sip:sips%3Auser%40example.com@example.net SIP/2.0")
                                .replace("To", "To: sip:%75se%72@example.com")
                                .line("Contact: <sip:cal%6Cer@host5.example.net;%6C%72;n%61me=v%61lue%25%34%31>")),
                row(
                        "escnull",
                        "app",
                        request("REGISTER")
                                .replace("To", "To: sip:null-%00-null@example.com")
                                .line("Contact: <sip:%00@host5.example.com>, <sip:%00%00@host5.example.com>")),
                row(
                        "esc02",
                        "501",
                        request("RE%47IST%45R")
                                .replace("To", "To: \"%Z%45\" <sip:resource@example.com>")
                                .line("Contact: <sip:alias1@host1.example.com>")),
                row(
                        "lwsdisp",
                        "app",
                        request("OPTIONS").replace("From", "From: caller<sip:caller@example.com>;tag=323")),
                row("longreq", "app", longreq()),
                row(
                        "dblreq",
                        "app",
                        request("REGISTER")
                                .line("Content-Length: 0")
                                .uncountedBody(request("INVITE").text())),
                row(
                        "semiuri",
                        "app",
                        request("OPTIONS").startLine("OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0")),
                row(
                        "transports",
                        "app",
                        request("OPTIONS")
                                .line("Via: SIP/2.0/SCTP t2.example.com;branch=z9hG4bKklasjdhf")
                                .line("Via: SIP/2.0/TLS t3.example.com;branch=z9hG4bK2980unddj")
                                .line("Via: SIP/2.0/UNKNOWN t4.example.com;branch=z9hG4bKasd0f3en")
                                .line("Via: SIP/2.0/TCP t5.example.com;branch=z9hG4bK0a9idfnee")),
                row(
                        "mpart01",
                        "415",
                        request("MESSAGE")
                                .line("Content-Type: multipart/mixed;boundary=7a9cbec02ceef655")
                                .body(
                                        "--7a9cbec02ceef655\r\nContent-Type: text/plain\r\n\r\nHello\0\r\n--7a9cbec02ceef655--\r\n")),
                row("unreason", "read", response("SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое")),
                row("noreason", "read", response("SIP/2.0 100 ")));
    }

    private static WireMessage wsinv() {
        return request("INVITE")
                .startLine("INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0")
                .without("Via")
                .without("Max-Forwards")
                .replace("To", "TO :\r\n sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n")
                .replace(
                        "From",
                        "from   : \"J Rosenberg \\\\\\\"\"       <sip:jdrosen@example.com>\r\n  ;\r\n  tag = 98asjd8")
                .replace("CSeq", "cseq: 0009\r\n  INVITE")
                .line("MaX-fOrWaRdS: 0068")
                .line("Via  : SIP  /   2.0\r\n /UDP\r\n    192.0.2.2;branch=390skdjuw")
                .line("s :")
                .line("NewFangledHeader:   newfangled value\r\n continued newfangled value")
                .line("UnknownHeaderWithUnusualValue: ;;,,;;,;")
                .line("Route:\r\n <sip:services.example.com;lr;unknownwith=value;unknown-no-value>")
                .line("v:  SIP  / 2.0  / TCP     spindle.example.com   ;\r\n  branch  =   z9hG4bK9ikj8  ,\r\n"
                        + " SIP  /    2.0   / UDP  192.168.255.111   ; branch=\r\n z9hG4bK30239")
                .line("m:\"Quoted string \\\"\\\"\" <sip:jdrosen@example.com> ; newparam =\r\n      newvalue ;\r\n"
                        + "  secondparam ; q = 0.33")
                .body("v=0\r\n");
    }

    private static WireMessage longreq() {
        String very = "very" + "long".repeat(60);
        return request("INVITE")
                .startLine("INVITE sip:user@example.com;" + very + "=x SIP/2.0")
                .replace(
                        "To",
                        "To: \"" + very.repeat(4) + "\" <sip:user@example.com:6000;unknownparam1=" + very + ";" + very
                                + ">")
                .replace("Call-ID", "Call-ID: longreq.one" + very.repeat(4))
                .line("Contact: <sip:a@host-" + "x".repeat(200) + ".example.com>")
                .line("Via: SIP/2.0/TCP sip33.example.com;branch=z9hG4bK" + very.repeat(4))
                .line("Unknown-" + very + "-Name: unknown-" + very.repeat(8));
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                row("badinv01", "400", request("INVITE").line("Via: SIP/2.0/UDP 192.0.2.15;;,;,,")),
                row(
                        "clerr",
                        "400",
                        request("INVITE").line("Content-Length: 9999").uncountedBody("v=0\r\n")),
                row("ncl", "400", request("INVITE").line("Content-Length: -999").uncountedBody("v=0\r\n")),
                row("scalar02", "400", request("REGISTER").replace("CSeq", "CSeq: 36893488147419103232 REGISTER")),
                row(
                        "scalarlg",
                        "drop",
                        response("SIP/2.0 503 x").replace("CSeq", "CSeq: 9292394834772304023312 OPTIONS")),
                row("quotbal", "400", request("INVITE").replace("To", "To: \"Mr. J. User <sip:j.user@example.com>")),
                row("ltgtruri", "400", request("INVITE").startLine("INVITE <sip:user@example.com> SIP/2.0")),
                row("lwsruri", "400", request("INVITE").startLine("INVITE sip:user@example.com; lr SIP/2.0")),
                row("lwsstart", "400", request("INVITE").startLine("INVITE  sip:user@example.com  SIP/2.0")),
                row("trws", "app", request("OPTIONS").startLine("OPTIONS sip:remote-target@example.com SIP/2.0  ")),
                row(
                        "escruri",
                        "app",
                        request("INVITE").startLine("INVITE sip:user@example.com?Route=%3Csip:example.com%3E SIP/2.0")),
                row("baddate", "app", request("INVITE").line("Date: Fri, 01 Jan 2010 16:00:00 EST")),
                row(
                        "regbadct",
                        "app",
                        request("REGISTER").line("Contact: sip:user@example.com?Route=%3Csip:sip.example.com%3E")),
                row(
                        "badaspec",
                        "app",
                        request("OPTIONS").replace("To", "To: \"Watson, Thomas\" < sip:t.watson@example.org >")),
                row(
                        "baddn",
                        "app",
                        request("OPTIONS").replace("From", "From: Bell, Alexander <sip:a.g.bell@example.com>;tag=43")),
                row("badvers", "505", request("OPTIONS").startLine("OPTIONS sip:t.watson@example.org SIP/7.0")),
                row("mismatch01", "400", request("OPTIONS").replace("CSeq", "CSeq: 8 INVITE")),
                row("mismatch02", "400", request("NEWMETHOD").replace("CSeq", "CSeq: 8 INVITE")),
                row("bigcode", "drop", response("SIP/2.0 4294967301 better not break the receiver")));
    }

    static Stream<Arguments> transactionApplicationAndCompatibility() {
        return Stream.of(
                row(
                        "badbranch",
                        "app",
                        request("OPTIONS").replace("Via", "Via: SIP/2.0/UDP 192.0.2.1;rport;branch=z9hG4bK")),
                row(
                        "insuf",
                        "drop",
                        request("INVITE").without("Call-ID").without("From").without("To")),
                row(
                        "unkscm",
                        "416",
                        request("OPTIONS").startLine("OPTIONS nobodyKnowsThisScheme:totallyopaquecontent SIP/2.0")),
                row("novelsc", "416", request("OPTIONS").startLine("OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0")),
                row(
                        "unksm2",
                        "400",
                        request("REGISTER")
                                .replace("To", "To: <isbn:2983792873>")
                                .replace("From", "From: <http://www.example.com>;tag=3234233")),
                row(
                        "bext01",
                        "420",
                        request("OPTIONS").line("Require: nothingSupportsThis, nothingSupportsThisEither")),
                row(
                        "invut",
                        "415",
                        request("INVITE")
                                .line("Content-Type: application/unknownformat")
                                .body("<audio/>")),
                row(
                        "regaut01",
                        "app",
                        request("REGISTER").line("Authorization: NoOneKnowsThisScheme opaque-data=here")),
                row("multi01", "400", request("INVITE").line("CSeq: 59 INVITE").line("Call-ID: multi01.second")),
                row(
                        "mcl01",
                        "400",
                        request("OPTIONS")
                                .line("Content-Length: 13")
                                .line("Content-Length: 5")
                                .uncountedBody("x")),
                row(
                        "bcast",
                        "read",
                        response("SIP/2.0 200 OK").line("Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK1saber23")),
                row("zeromf", "app", request("OPTIONS").replace("Max-Forwards", "Max-Forwards: 0")),
                row("zeromf, to be relayed", "app", request("INVITE").replace("Max-Forwards", "Max-Forwards: 0")),
                row(
                        "cparam01",
                        "app",
                        request("REGISTER").line("Contact: sip:+19725552222@gw1.example.net;unknownparam")),
                row(
                        "cparam02",
                        "app",
                        request("REGISTER").line("Contact: <sip:+19725552222@gw1.example.net;unknownparam>")),
                row(
                        "regescrt",
                        "app",
                        request("REGISTER").line("Contact: <sip:user@example.com?Route=%3Csip:sip.example.com%3E>")),
                row(
                        "sdp01",
                        "406",
                        request("INVITE").line("Accept: text/nobodyKnowsThis").body("v=0\r\n")),
                row(
                        "inv2543",
                        "app",
                        request("INVITE")
                                .replace("Via", "Via: SIP/2.0/UDP iftgw.example.com")
                                .replace("From", "From: <sip:+15162953@example.com>;tag=1")
                                .without("Max-Forwards")));
    }

    static Stream<Arguments> ipv6() {
        return Stream.of(
                row("ipv6-good", "app", request("REGISTER").startLine("REGISTER sip:[2001:db8::10] SIP/2.0")),
                row("ipv6-bad", "400", request("REGISTER").startLine("REGISTER sip:2001:db8::10 SIP/2.0")),
                row("port-ambiguous", "app", request("REGISTER").startLine("REGISTER sip:[2001:db8::10:5070] SIP/2.0")),
                row(
                        "port-unambiguous",
                        "app",
                        request("REGISTER").startLine("REGISTER sip:[2001:db8::10]:5070 SIP/2.0")),
                row(
                        "via-received-param-with-delim",
                        "app",
                        request("BYE")
                                .line("Via: SIP/2.0/UDP [2001:db8::9:1];received=[2001:db8::9:255];branch=z9hG4bKas3")),
                row(
                        "via-received-param-no-delim",
                        "app",
                        request("OPTIONS")
                                .line("Via: SIP/2.0/UDP [2001:db8::9:1];received=2001:db8::9:255;branch=z9hG4bKas")),
                row("ipv6-in-sdp", "app", request("INVITE").body("c=IN IP6 2001:db8::20\r\n")),
                row(
                        "mult-ip-in-header",
                        "app",
                        request("BYE")
                                .line(
                                        "Via: SIP/2.0/UDP 192.0.2.5:5060;branch=z9hG4bKa, SIP/2.0/TCP [2001:db8::9:1];branch=z9hG4bKb")),
                row("mult-ip-in-sdp", "app", request("INVITE").body("c=IN IP4 192.0.2.1\r\nc=IN IP6 2001:db8::20\r\n")),
                row("ipv4-mapped-ipv6", "app", request("INVITE").line("Contact: <sip:user@[::ffff:192.0.2.10]:19823>")),
                row(
                        "ipv6-bug-abnf-3-colons",
                        "app",
                        request("OPTIONS").startLine("OPTIONS sip:user@[2001:db8:::192.0.2.1] SIP/2.0")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"valid", "invalid", "transactionApplicationAndCompatibility", "ipv6"})
    void endsAsTheTableSays(String name, String outcome, WireMessage message) {
        int handledBefore = gateway.handled.size();
        int seenBefore = gateway.seen.events().size();

        peer.send(message.bytes());
        String answers = answersTo(message, peer.whatCameUntilNow());

        boolean handled = gateway.handled.size() > handledBefore;
        List<String> seen =
                gateway.seen.events().subList(seenBefore, gateway.seen.events().size());
        boolean read = seen.stream().anyMatch(event -> event.matches("received peer MESSAGE (\\d+|stray)"));
        String came =
                handled ? "app" : answers.startsWith("SIP/2.0 ") ? answers.substring(8, 11) : read ? "read" : "drop";
        assertThat(came).as(seen + "\n" + answers).isEqualTo(outcome);
        assertThat(seen).noneMatch(event -> event.endsWith(" internal"));
        if (!handled) {
            assertThat(seen).anyMatch(event -> event.startsWith("rejected peer "));
        }
    }

    /** Without the repeated answers to earlier INVITEs. */
    private static String answersTo(WireMessage message, String came) {
        String callId = message.text()
                .lines()
                .filter(line -> line.startsWith("Call-ID: "))
                .findFirst()
                .orElse("");
        return Stream.of(came.split("(?=SIP/2\\.0 \\d{3} )"))
                .filter(answer -> answer.contains(callId))
                .collect(Collectors.joining());
    }

    @Test
    void twoRequestsWithTheBareCookieAsBranchAreTwoRequests() {
        int before = gateway.handled.size();
        String via = "Via: SIP/2.0/UDP 192.0.2.1;rport;branch=z9hG4bK";
        peer.send(request("MESSAGE")
                .replace("Via", via)
                .replace("Call-ID", "Call-ID: bare-1")
                .text());
        peer.send(request("MESSAGE")
                .replace("Via", via)
                .replace("Call-ID", "Call-ID: bare-2")
                .text());
        peer.whatCameUntilNow();
        assertThat(gateway.handled).hasSize(before + 2);
    }

    @Test
    void thereAre49And10Messages() {
        assertThat(valid().count()).isEqualTo(13);
        assertThat(invalid().count()).isEqualTo(19);
        // zeromf stands twice: what we answer ourselves, and what we would relay
        assertThat(transactionApplicationAndCompatibility().count()).isEqualTo(17 + 1);
        // the sixth of RFC 5118 has two forms
        assertThat(ipv6().count()).isEqualTo(10 + 1);
    }
}
