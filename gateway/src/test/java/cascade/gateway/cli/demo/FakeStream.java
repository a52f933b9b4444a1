package cascade.gateway.cli.demo;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.simulator.rtp.ReceiverStats;
import cascade.gateway.simulator.upper.PlayedStream;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** A stream with the counts that a test wants. */
record FakeStream(DeviceId channel, Optional<Ssrc> ssrc, ReceiverStats stats) implements PlayedStream {

    static ReceiverStats received(long packets, long lost, long ssrc, long senderReports) {
        return new ReceiverStats(
                packets,
                packets * 1000,
                packets / 4,
                lost,
                0,
                0,
                0,
                OptionalLong.of(ssrc),
                0,
                Duration.ofMillis(2),
                Duration.ofMillis(41),
                1_500_000,
                OptionalLong.of(15_000_000),
                senderReports,
                senderReports,
                false,
                1);
    }

    @Override
    public SessionDescription answer() {
        throw new AssertionError("nobody asks for it");
    }

    @Override
    public int localPort() {
        return 20_000;
    }

    @Override
    public Duration setupTime() {
        return Duration.ofMillis(12);
    }

    @Override
    public Optional<Duration> firstPacketTime() {
        return stats.firstPacketAfter(0);
    }

    @Override
    public Optional<Path> recording() {
        return Optional.empty();
    }

    @Override
    public Future<PlayEnd> ended() {
        return Future.succeededFuture(new PlayEnd(false, stats));
    }

    @Override
    public Future<ReceiverStats> stop() {
        return Future.succeededFuture(stats);
    }
}
