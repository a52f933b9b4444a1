package cascade.gateway.explain.fault;

import java.nio.charset.StandardCharsets;

/** Offers and answers as the peers of a {@link FaultyCity} write them. */
final class Sdp {

    private Sdp() {}

    static byte[] offer(String host, int port) {
        return of(host, port, "RTP/AVP", "a=recvonly", "y=0100000042");
    }

    static byte[] audioOffer(String host) {
        return new String(offer(host, 6_000), StandardCharsets.UTF_8)
                .replaceAll("m=video[^\r]*", "m=audio 6000 RTP/AVP 8")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] answer(String host, int port, int ssrc) {
        return of(host, port, "RTP/AVP", "a=sendonly", "y=%010d".formatted(ssrc));
    }

    /** The lower will connect, it says. */
    static byte[] tcpAnswer(String host, int ssrc) {
        return of(
                host, 9, "TCP/RTP/AVP", "a=sendonly\r\na=setup:active\r\na=connection:new", "y=%010d".formatted(ssrc));
    }

    private static byte[] of(String host, int port, String protocol, String attributes, String last) {
        return String.join(
                        "\r\n",
                        "v=0",
                        "o=37280600002000000001 0 0 IN IP4 " + host,
                        "s=Play",
                        "c=IN IP4 " + host,
                        "t=0 0",
                        "m=video " + port + " " + protocol + " 96",
                        "a=rtpmap:96 PS/90000",
                        attributes,
                        last,
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }
}
