package cascade.gateway.trace.hep;

import cascade.gateway.sip.SipTransport;
import cascade.gateway.trace.WireEnds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What one HEP packet tells. Immutable.
 *
 * @param kind of the payload
 * @param correlation joins what belongs to one call; "" where it belongs to none
 * @param payload as it was on the wire, not to be changed: secrets are masked, and RTCP is put into words, when it is sent
 */
record HepEvent(Kind kind, Instant at, SipTransport transport, WireEnds ends, String correlation, byte[] payload) {

    /** Payload kinds, with their numbers in chunk 0x000b. */
    enum Kind {
        SIP(1),
        RTCP(5),
        LOG(100);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    static HepEvent log(Instant at, SipTransport transport, WireEnds ends, String correlation, String text) {
        return new HepEvent(Kind.LOG, at, transport, ends, correlation, text.getBytes(StandardCharsets.UTF_8));
    }
}
