package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.simulator.lower.voice.LowerVoices;
import cascade.gateway.simulator.upper.OfferedMedia;
import cascade.gateway.simulator.upper.voice.UpperVoices;
import cascade.gateway.simulator.voice.HeardVoice;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Talk over one connection on either side, whoever makes it. */
class TalkTransportIT {

    private static final double CLEAR = 0.9;
    private static final DeviceId DEVICE = SimulatedCascade.cameras(1).getFirst();

    /** @param upper the role that the upper offers; the gateway has the other one, towards the lower that of its configuration */
    @ParameterizedTest
    @CsvSource({"TCP_PASSIVE, tcp-passive", "TCP_ACTIVE, tcp-active", "UDP, tcp-passive", "TCP_ACTIVE, udp"})
    void bothTonesArrive(MediaTransport upper, String towardsLower) {
        try (var cascade = SimulatedCascade.at(LoopbackSubnet.next())
                .config("\ndomains.ncg.media.transport = " + towardsLower + "\n")
                .lower(lower -> lower.cameras(1))
                .upper(options -> options.media(OfferedMedia.of(upper)))
                .start()
                .up(1)) {
            HeardVoice talk = cascade.upper.talk(DEVICE).await();

            await().until(() -> talk.share(LowerVoices.TONE_HZ) > CLEAR);
            await().until(() -> cascade.lower.voices().getFirst().share(UpperVoices.TONE_HZ) > CLEAR);
            talk.stop().await();
            await().until(() -> cascade.gateway.streams().isEmpty());
            assertThat(cascade.gateway.metric("cascade_orphans")).isZero();
        }
    }
}
