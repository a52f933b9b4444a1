package cascade.gateway.sip.torture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The IPv6 torture messages of <a href="https://datatracker.ietf.org/doc/html/rfc5118#section-4">RFC 5118</a>. Where the
 * Content-Length printed there is not that of the body printed there, it is the body's; where several have one Call-ID and
 * one branch, as if each repeated the one before, each has its own.
 */
public final class Rfc5118 {

    private static final Map<String, String> MESSAGES = new LinkedHashMap<>();

    static {
        MESSAGES.put("ipv6-good", register("sip:[2001:db8::10]"));
        MESSAGES.put("ipv6-bad", register("sip:2001:db8::10"));
        MESSAGES.put("port-ambiguous", register("sip:[2001:db8::10:5070]"));
        MESSAGES.put("port-unambiguous", register("sip:[2001:db8::10]:5070"));
        MESSAGES.put("via-received-param-with-delim", """
                BYE sip:[2001:db8::10] SIP/2.0
                To: sip:user@example.com;tag=bd76ya
                From: sip:user@example.com;tag=81x2
                Via: SIP/2.0/UDP [2001:db8::9:1];received=[2001:db8::9:255];branch=z9hG4bKas3-111
                Call-ID: SSG9559905523997077@hlau_4100
                Max-Forwards: 70
                CSeq: 321 BYE
                Content-Length: 0

                """);
        MESSAGES.put("via-received-param-no-delim", """
                OPTIONS sip:[2001:db8::10] SIP/2.0
                To: sip:user@example.com
                From: sip:user@example.com;tag=81x2
                Via: SIP/2.0/UDP [2001:db8::9:1];received=2001:db8::9:255;branch=z9hG4bKas3
                Call-ID: SSG95523997077@hlau_4100
                Max-Forwards: 70
                Contact: "Caller" <sip:caller@[2001:db8::9:1]>
                CSeq: 921 OPTIONS
                Content-Length: 0

                """);
        MESSAGES.put("ipv6-in-sdp", """
                INVITE sip:user@[2001:db8::10] SIP/2.0
                To: sip:user@[2001:db8::10]
                From: sip:user@example.com;tag=81x2
                Via: SIP/2.0/UDP [2001:db8::20];branch=z9hG4bKas3-111
                Call-ID: SSG9559905523997077@hlau_4100
                Contact: "Caller" <sip:caller@[2001:db8::20]>
                CSeq: 8612 INVITE
                Max-Forwards: 70
                Content-Type: application/sdp
                Content-Length: 251

                v=0
                o=assistant 971731711378798081 0 IN IP6 2001:db8::20
                s=Live video feed for today's meeting
                c=IN IP6 2001:db8::20
                t=3338481189 3370017201
                m=audio 6000 RTP/AVP 2
                a=rtpmap:2 G726-32/8000
                m=video 6024 RTP/AVP 107
                a=rtpmap:107 H263-1998/90000
                """);
        MESSAGES.put("mult-ip-in-header", """
                BYE sip:user@host.example.net SIP/2.0
                Via: SIP/2.0/UDP [2001:db8::9:1]:6050;branch=z9hG4bKas3-111
                Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKjhja8781hjuaij65144
                Via: SIP/2.0/TCP [2001:db8::9:255];branch=z9hG4bK451jj;received=192.0.2.200
                Call-ID: 997077@lau_4100
                Max-Forwards: 70
                CSeq: 89187 BYE
                To: sip:user@example.net;tag=9817--94
                From: sip:user@example.com;tag=81x2
                Content-Length: 0

                """);
        MESSAGES.put("mult-ip-in-sdp", """
                INVITE sip:user@[2001:db8::10] SIP/2.0
                To: sip:user@[2001:db8::10]
                From: sip:user@example.com;tag=81x2
                Via: SIP/2.0/UDP [2001:db8::9:1];branch=z9hG4bKas3-111
                Call-ID: SSG9559905523997077@hlau_4100
                Contact: "Caller" <sip:caller@[2001:db8::9:1]>
                Max-Forwards: 70
                CSeq: 8912 INVITE
                Content-Type: application/sdp
                Content-Length: 189

                v=0
                o=bob 280744730 28977631 IN IP4 host.example.com
                s=
                t=0 0
                m=audio 22334 RTP/AVP 0
                c=IN IP4 192.0.2.1
                m=video 6024 RTP/AVP 107
                c=IN IP6 2001:db8::1
                a=rtpmap:107 H263-1998/90000
                """);
        MESSAGES.put("ipv4-mapped-ipv6", """
                INVITE sip:user@example.com SIP/2.0
                To: sip:user@example.com
                From: sip:user@east.example.com;tag=81x2
                Via: SIP/2.0/UDP [::ffff:192.0.2.10]:19823;branch=z9hG4bKbh19
                Via: SIP/2.0/UDP [::ffff:192.0.2.2];branch=z9hG4bKas3-111
                Call-ID: SSG9559905523997077@hlau_4100
                Contact: "T. desk phone" <sip:ted@[::ffff:192.0.2.2]>
                CSeq: 612 INVITE
                Max-Forwards: 70
                Content-Type: application/sdp
                Content-Length: 245

                v=0
                o=assistant 971731711378798081 0 IN IP6 ::ffff:192.0.2.2
                s=Call me soon, please!
                c=IN IP6 ::ffff:192.0.2.2
                t=3338481189 3370017201
                m=audio 6000 RTP/AVP 2
                a=rtpmap:2 G726-32/8000
                m=video 6024 RTP/AVP 107
                a=rtpmap:107 H263-1998/90000
                """);
        MESSAGES.put("ipv6-bug-abnf-3-colons", options("sip:user@[2001:db8:::192.0.2.1]"));
        MESSAGES.put("ipv6-correct-abnf-2-colons", options("sip:user@[2001:db8::192.0.2.1]"));
    }

    private Rfc5118() {}

    private static String register(String uri) {
        return """
                REGISTER {} SIP/2.0
                To: sip:user@example.com
                From: sip:user@example.com;tag=81x2
                Via: SIP/2.0/UDP [2001:db8::9:1];branch=z9hG4bKas3-111
                Call-ID: SSG9559905523997077@hlau_4100
                Max-Forwards: 70
                Contact: "Caller" <sip:caller@[2001:db8::1]>
                CSeq: 98176 REGISTER
                Content-Length: 0

                """.replace("{}", uri);
    }

    private static String options(String uri) {
        return """
                OPTIONS {} SIP/2.0
                To: {}
                From: sip:user@example.com;tag=810x2
                Via: SIP/2.0/UDP lab1.east.example.com;branch=z9hG4bKas3-111
                Call-ID: G9559905523997077@hlau_4100
                CSeq: 689 OPTIONS
                Max-Forwards: 70
                Content-Length: 0

                """.replace("{}", uri);
    }

    /** The names that the RFC gives them, in its order. */
    public static Set<String> names() {
        return MESSAGES.keySet();
    }

    public static byte[] message(String name) {
        return WireTemplate.bytes(Objects.requireNonNull(MESSAGES.get(name), name)
                .replace("lau_4100", name)
                .replace("z9hG4bKas3", "z9hG4bK" + name));
    }
}
