package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.simulator.lower.LowerFaults;
import cascade.gateway.simulator.rtp.TcpFaults;
import cascade.gateway.simulator.upper.OfferedMedia;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TCP media that does not come to stand, or is miswritten, or not read: what ends, why, and who else notices. */
class TcpTroubleIT {

    private static final TcpFaults NEVER = TcpFaults.NONE.withDelay(Duration.ofMinutes(10));
    private static final DeviceId NOBODY_LISTENS = SimulatedCascade.cameras(3).get(0);
    private static final DeviceId BREAKS_A_LENGTH = SimulatedCascade.cameras(3).get(1);
    private static final DeviceId GOOD = SimulatedCascade.cameras(3).get(2);

    /** The gateway connects to the lower, which frames as RTSP does; so do we towards the upper. */
    private final SimulatedCascade cascade = SimulatedCascade.at(LoopbackSubnet.next())
            .config("""
                    gateway.media {
                      no-media-timeout = 20s, hold = 1s
                      tcp { connect-timeout = 1s, connect-attempts = 3, connect-interval = 300ms, accept-timeout = 2s }
                    }
                    domains.ncg.media.transport = tcp-active
                    domains.city.quirks.tcp-framing = interleaved
                    """)
            .lower(options -> options.cameras(3)
                    .tcpFraming(TcpFraming.INTERLEAVED)
                    .faults(Map.of(
                            NOBODY_LISTENS, LowerFaults.NONE.withTcp(NEVER),
                            BREAKS_A_LENGTH, LowerFaults.NONE.withTcp(TcpFaults.NONE.withBrokenLengthAfter(40)))))
            .start();

    @BeforeEach
    void up() {
        cascade.up(3);
    }

    @AfterEach
    void nothingIsLeftOver() {
        try (cascade) {
            await().untilAsserted(() -> assertThat(cascade.gateway.streams()).isEmpty());
            assertThat(cascade.gateway.metric("cascade_orphans")).isZero();
        }
    }

    private PlayedStream play(DeviceId channel, MediaTransport transport, TcpFaults faults) {
        return cascade.upper
                .play(channel, OfferedMedia.of(transport).withFaults(faults))
                .await();
    }

    private void ends(PlayedStream played, String cause, String why) {
        assertThat(played.ended().await().byPeer()).isTrue();
        await().untilAsserted(() -> assertThat(cascade.gateway.recentCalls()).isNotEmpty());
        JsonObject call = cascade.gateway.recentCalls().getJsonObject(0);
        assertThat(call.getString("cause")).isEqualTo(cause);
        assertThat(call.getString("sipReason")).contains(why);
    }

    @Test
    void aLowerThatNeverListensEndsTheCallAfterTheAttempts() {
        ends(play(NOBODY_LISTENS, MediaTransport.UDP, TcpFaults.NONE), "no-media", "attempt 3 of 3");
    }

    @Test
    void anUpperThatNeverListensLosesItsOwnCallOnly() {
        PlayedStream other = play(GOOD, MediaTransport.TCP_ACTIVE, TcpFaults.NONE);

        ends(play(GOOD, MediaTransport.TCP_PASSIVE, NEVER), "no-receiver", "attempt 3 of 3");

        plays(other);
    }

    @Test
    void anUpperThatNeverConnectsLosesItsCall() {
        ends(play(GOOD, MediaTransport.TCP_ACTIVE, NEVER), "no-receiver", "nobody connected");
    }

    @Test
    void aBrokenLengthCostsPacketsAndNoCall() {
        PlayedStream played = play(BREAKS_A_LENGTH, MediaTransport.TCP_PASSIVE, TcpFaults.NONE);

        plays(played, 1);
        assertThat(cascade.gateway.metric("cascade_rtp_dropped_packets_total", "reason=\"broken-frame\""))
                .isPositive();
    }

    @Test
    void aViewerWhoHardlyReadsDisturbsNobodyElse() {
        PlayedStream slow = play(GOOD, MediaTransport.TCP_PASSIVE, TcpFaults.NONE.withReading(1_000));
        PlayedStream fast = play(GOOD, MediaTransport.TCP_PASSIVE, TcpFaults.NONE);

        plays(fast);
        slow.stop().await();
    }

    private static void plays(PlayedStream played) {
        plays(played, 0);
    }

    private static void plays(PlayedStream played, long mayLose) {
        await().untilAsserted(() -> assertThat(played.stats().frames()).isGreaterThan(60));
        assertThat(played.stop().await().lost()).isLessThanOrEqualTo(mayLose);
    }
}
