package cascade.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.FakeMediaPlane.FakeStream;
import cascade.gateway.field.FieldReport;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.testkit.LogLines;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packets of others on the lower's leg, as the log tells of them. */
class ForeignPacketsTest {

    private static final InetSocketAddress STRANGER =
            new InetSocketAddress(InetAddress.ofLiteral("192.168.9.9"), 40000);

    private final CallWorld world = new CallWorld();

    @Test
    @FieldReport("operator 11")
    void aSenderThatNeverStopsIsToldOnceALegWithTheAddressThatWasExpected() {
        var viewer = world.invite();
        world.lowerAnswers(200, "a");
        viewer.acknowledge();
        FakeStream stream = world.media.streams.getFirst();

        try (LogLines log = LogLines.of(SourceMedia.class)) {
            for (int i = 0; i < 100; i++) {
                stream.listener.onMediaEvent(
                        new MediaEvent.Foreign(stream.id(), 50, STRANGER, DropReason.FOREIGN_ADDRESS));
            }

            List<ILoggingEvent> lines = log.with("foreign packets dropped");
            assertThat(lines).hasSize(1);
            assertThat(lines.getFirst().getLevel()).isEqualTo(Level.WARN);
            assertThat(LogLines.value(lines.getFirst(), "address")).contains("192.168.9.9:40000");
            assertThat(LogLines.value(lines.getFirst(), "expected")).isEqualTo("192.168.1.20:6100");
            assertThat(LogLines.value(lines.getFirst(), "cause")).isEqualTo("foreign-address");
        }
    }
}
