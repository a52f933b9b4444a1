package cascade.gateway.media.relay.stream;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.relay.loop.RtcpBudget;
import java.util.OptionalLong;

/** Tap on RTCP that nobody asked for. */
final class NoCapture {

    private NoCapture() {}

    static RtcpCapture of() {
        return new RtcpCapture(
                1,
                OptionalLong.empty(),
                new LegAddress("10.1.0.1", 20_000),
                MediaTransport.UDP,
                new RtcpBudget(),
                () -> 0,
                event -> false);
    }
}
