package cascade.gateway.sip.torture;

import java.util.LinkedHashMap;
import java.util.Map;

/** Messages of RFC 4475 by name: section 3.1.2, messages whose syntax is wrong in a detail. */
final class Rfc4475Detail {

    static final Map<String, String> MESSAGES = new LinkedHashMap<>();

    static {
        MESSAGES.put("trws", """
                OPTIONS sip:remote-target@example.com SIP/2.0 \s
                Via: SIP/2.0/TCP host1.examle.com;branch=z9hG4bK299342093
                To: <sip:remote-target@example.com>
                From: <sip:local-resource@example.com>;tag=329429089
                Call-ID: trws.oicu34958239neffasdhr2345r
                Accept: application/sdp
                CSeq: 238923 OPTIONS
                Max-Forwards: 70
                Content-Length: 0

                """);
        MESSAGES.put("escruri", """
                INVITE sip:user@example.com?Route=%3Csip:example.com%3E SIP/2.0
                To: sip:user@example.com
                From: sip:caller@example.net;tag=341518
                Max-Forwards: 7
                Contact: <sip:caller@host39923.example.net>
                Call-ID: escruri.23940-asdfhj-aje3br-234q098w-fawerh2q-h4n5
                CSeq: 149209342 INVITE
                Via: SIP/2.0/UDP host-of-the-hour.example.com;branch=z9hG4bKkdjuw
                Content-Type: application/sdp
                Content-Length: 150

                v=0
                o=mhandley 29739 7272939 IN IP4 192.0.2.1
                s=-
                c=IN IP4 192.0.2.1
                t=0 0
                m=audio 49217 RTP/AVP 0 12
                m=video 3227 RTP/AVP 31
                a=rtpmap:31 LPC
                """);
        MESSAGES.put("baddate", """
                INVITE sip:user@example.com SIP/2.0
                To: sip:user@example.com
                From: sip:caller@example.net;tag=2234923
                Max-Forwards: 70
                Call-ID: baddate.239423mnsadf3j23lj42--sedfnm234
                CSeq: 1392934 INVITE
                Via: SIP/2.0/UDP host.example.com;branch=z9hG4bKkdjuw
                Date: Fri, 01 Jan 2010 16:00:00 EST
                Contact: <sip:caller@host5.example.net>
                Content-Type: application/sdp
                Content-Length: 150

                v=0
                o=mhandley 29739 7272939 IN IP4 192.0.2.5
                s=-
                c=IN IP4 192.0.2.5
                t=0 0
                m=audio 49217 RTP/AVP 0 12
                m=video 3227 RTP/AVP 31
                a=rtpmap:31 LPC
                """);
        MESSAGES.put("regbadct", """
                REGISTER sip:example.com SIP/2.0
                To: sip:user@example.com
                From: sip:user@example.com;tag=998332
                Max-Forwards: 70
                Call-ID: regbadct.k345asrl3fdbv@10.0.0.1
                CSeq: 1 REGISTER
                Via: SIP/2.0/UDP 135.180.130.133:5060;branch=z9hG4bKkdjuw
                Contact: sip:user@example.com?Route=%3Csip:sip.example.com%3E
                l: 0

                """);
        MESSAGES.put("badaspec", """
                OPTIONS sip:user@example.org SIP/2.0
                Via: SIP/2.0/UDP host4.example.com:5060;branch=z9hG4bKkdju43234
                Max-Forwards: 70
                From: "Bell, Alexander" <sip:a.g.bell@example.com>;tag=433423
                To: "Watson, Thomas" < sip:t.watson@example.org >
                Call-ID: badaspec.sdf0234n2nds0a099u23h3hnnw009cdkne3
                Accept: application/sdp
                CSeq: 3923239 OPTIONS
                l: 0

                """);
        MESSAGES.put("baddn", """
                OPTIONS sip:t.watson@example.org SIP/2.0
                Via:     SIP/2.0/UDP c.example.com:5060;branch=z9hG4bKkdjuw
                Max-Forwards:      70
                From:    Bell, Alexander <sip:a.g.bell@example.com>;tag=43
                To:      Watson, Thomas <sip:t.watson@example.org>
                Call-ID: baddn.31415@c.example.com
                Accept: application/sdp
                CSeq:    3923239 OPTIONS
                l: 0

                """);
        MESSAGES.put("badvers", """
                OPTIONS sip:t.watson@example.org SIP/7.0
                Via:     SIP/7.0/UDP c.example.com;branch=z9hG4bKkdjuw
                Max-Forwards:     70
                From:    A. Bell <sip:a.g.bell@example.com>;tag=qweoiqpe
                To:      T. Watson <sip:t.watson@example.org>
                Call-ID: badvers.31417@c.example.com
                CSeq:    1 OPTIONS
                l: 0

                """);
        MESSAGES.put("mismatch01", """
                OPTIONS sip:user@example.com SIP/2.0
                To: sip:j.user@example.com
                From: sip:caller@example.net;tag=34525
                Max-Forwards: 6
                Call-ID: mismatch01.dj0234sxdfl3
                CSeq: 8 INVITE
                Via: SIP/2.0/UDP host.example.com;branch=z9hG4bKkdjuw
                l: 0

                """);
        MESSAGES.put("mismatch02", """
                NEWMETHOD sip:user@example.com SIP/2.0
                To: sip:j.user@example.com
                From: sip:caller@example.net;tag=34525
                Max-Forwards: 6
                Call-ID: mismatch02.dj0234sxdfl3
                CSeq: 8 INVITE
                Contact: <sip:caller@host.example.net>
                Via: SIP/2.0/UDP host.example.net;branch=z9hG4bKkdjuw
                Content-Type: application/sdp
                l: 138

                v=0
                o=mhandley 29739 7272939 IN IP4 192.0.2.1
                c=IN IP4 192.0.2.1
                m=audio 49217 RTP/AVP 0 12
                m=video 3227 RTP/AVP 31
                a=rtpmap:31 LPC
                """);
        MESSAGES.put("bigcode", """
                SIP/2.0 4294967301 better not break the receiver
                Via: SIP/2.0/UDP 192.0.2.105;branch=z9hG4bK2398ndaoe
                Call-ID: bigcode.asdof3uj203asdnf3429uasdhfas3ehjasdfas9i
                CSeq: 353494 INVITE
                From: <sip:user@example.com>;tag=39ansfi3
                To: <sip:user@example.edu>;tag=902jndnke3
                Content-Length: 0
                Contact: <sip:user@host105.example.com>

                """);
    }

    private Rfc4475Detail() {}
}
