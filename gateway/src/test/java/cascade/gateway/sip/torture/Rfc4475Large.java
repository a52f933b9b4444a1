package cascade.gateway.sip.torture;

import java.util.LinkedHashMap;
import java.util.Map;

/** Messages of RFC 4475 by name: section 3.1.1, the long message and the one with a binary body. */
final class Rfc4475Large {

    static final Map<String, String> MESSAGES = new LinkedHashMap<>();

    static {
        MESSAGES.put("longreq", """
                INVITE sip:user@example.com SIP/2.0
                To: "I have a user name of {extreme*10} proportion"<sip:user@example.com:6000;unknownparam1=very\
                {long*20}value;longparam{name*25}=shortvalue;very{long*25}ParameterNameWithNoValue>
                F: sip:{amazinglylongcallername*5}@example.net;tag=1{298*50}2424;unknownheaderparam{name*20}=unk\
                nowheaderparam{value*15};unknownValueless{paramname*10}
                Call-ID: longreq.one{really*20}longcallid
                CSeq: 3882340 INVITE
                Unknown-{Long*20}-Name: unknown-{long*20}-value; unknown-{long*20}-parameter-name = unknown-{lon\
                g*20}-parameter-value
                Via: SIP/2.0/TCP sip33.example.com
                v: SIP/2.0/TCP sip32.example.com
                V: SIP/2.0/TCP sip31.example.com
                Via: SIP/2.0/TCP sip30.example.com
                ViA: SIP/2.0/TCP sip29.example.com
                VIa: SIP/2.0/TCP sip28.example.com
                VIA: SIP/2.0/TCP sip27.example.com
                via: SIP/2.0/TCP sip26.example.com
                viA: SIP/2.0/TCP sip25.example.com
                vIa: SIP/2.0/TCP sip24.example.com
                vIA: SIP/2.0/TCP sip23.example.com
                V :  SIP/2.0/TCP sip22.example.com
                v :  SIP/2.0/TCP sip21.example.com
                V  : SIP/2.0/TCP sip20.example.com
                v  : SIP/2.0/TCP sip19.example.com
                Via : SIP/2.0/TCP sip18.example.com
                Via  : SIP/2.0/TCP sip17.example.com
                Via: SIP/2.0/TCP sip16.example.com
                Via: SIP/2.0/TCP sip15.example.com
                Via: SIP/2.0/TCP sip14.example.com
                Via: SIP/2.0/TCP sip13.example.com
                Via: SIP/2.0/TCP sip12.example.com
                Via: SIP/2.0/TCP sip11.example.com
                Via: SIP/2.0/TCP sip10.example.com
                Via: SIP/2.0/TCP sip9.example.com
                Via: SIP/2.0/TCP sip8.example.com
                Via: SIP/2.0/TCP sip7.example.com
                Via: SIP/2.0/TCP sip6.example.com
                Via: SIP/2.0/TCP sip5.example.com
                Via: SIP/2.0/TCP sip4.example.com
                Via: SIP/2.0/TCP sip3.example.com
                Via: SIP/2.0/TCP sip2.example.com
                Via: SIP/2.0/TCP sip1.example.com
                Via: SIP/2.0/TCP host.example.com;received=192.0.2.5;branch=very{long*50}branchvalue
                Max-Forwards: 70
                Contact: <sip:{amazinglylongcallername*5}@host5.example.net>
                Content-Type: application/sdp
                l: 150

                v=0
                o=mhandley 29739 7272939 IN IP4 192.0.2.1
                s=-
                c=IN IP4 192.0.2.1
                t=0 0
                m=audio 49217 RTP/AVP 0 12
                m=video 3227 RTP/AVP 31
                a=rtpmap:31 LPC
                """);
        MESSAGES.put("mpart01", """
                MESSAGE sip:kumiko@example.org SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK-d87543-4dade06d0bdb11ee-1--d87543-;rport
                Max-Forwards: 70
                Route: <sip:127.0.0.1:5080>
                Identity: r5mwreLuyDRYBi/0TiPwEsY3rEVsk/G2WxhgTV1PF7hHuLIK0YWVKZhKv9Mj8UeXqkMVbnVq37CD+813gvYjcB\
                UaZngQmXc9WNZSDNGCzA+fWl9MEUHWIZo1CeJebdY/XlgKeTa0Olvq0rt70Q5jiSfbqMJmQFteeivUhkMWYUA=
                Contact: <sip:fluffy@127.0.0.1:5070>
                To: <sip:kumiko@example.org>
                From: <sip:fluffy@example.com>;tag=2fb0dcc9
                Call-ID: 3d9485ad0c49859b@Zmx1ZmZ5LW1hYy0xNi5sb2NhbA..
                CSeq: 1 MESSAGE
                Content-Transfer-Encoding: binary
                Content-Type: multipart/mixed;boundary=7a9cbec02ceef655
                Date: Sat, 15 Oct 2005 04:44:56 GMT
                User-Agent: SIPimp.org/0.2.5 (curses)
                Content-Length: 553

                --7a9cbec02ceef655
                Content-Type: text/plain
                Content-Transfer-Encoding: binary

                Hello
                --7a9cbec02ceef655
                Content-Type: application/octet-stream
                Content-Transfer-Encoding: binary

                {base64:MIIBUgYJKoZIhvcNAQcCoIIBQzCCAT8CAQExCTAHBgUrDgMCGjALBgkqhkiG9w0BBwExggEgMIIBHAIBATB8MHAx\
                CzAJBgNVBAYTAlVTMRMwEQYDVQQIEwpDYWxpZm9ybmlhMREwDwYDVQQHEwhTYW4gSm9zZTEOMAwGA1UEChMFc2lwaXQxKTAn\
                BgNVBAsTIFNpcGl0IFRlc3QgQ2VydGlmaWNhdGUgQXV0aG9yaXR5AggBlQBxAjMBEzAHBgUrDgMCGjANBgkqhkiG9w0BAQEF\
                AASBgI70ZvlI8FIt0uWXjp2Vquny/hWgZllxYpLo2iqo2DUKaM7/rjy9K/8Wdd3VZI5ZPdZHKPJiIPfpQXSeMw2aFe2r25PR\
                DEIQLntyidKcwMmuLvvHwM/5Fy87An5PwCfhVG3ktqo6uz5mzMtd1sZLg4MUnLjm/xgtlE/le2W8mdAF}
                --7a9cbec02ceef655--
                """);
    }

    private Rfc4475Large() {}
}
