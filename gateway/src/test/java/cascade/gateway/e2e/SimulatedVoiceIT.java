package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.lower.voice.LowerVoices;
import cascade.gateway.simulator.upper.voice.UpperVoices;
import cascade.gateway.simulator.voice.HeardVoice;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Simulated platforms speak with one another through the gateway. */
class SimulatedVoiceIT {

    private static final int CAMERAS = 3;
    private static final double CLEAR = 0.9;
    private static final List<DeviceId> DEVICES = SimulatedCascade.cameras(CAMERAS);

    private static SimulatedCascade cascade;

    @BeforeAll
    static void start() {
        cascade = SimulatedCascade.at(LoopbackSubnet.next())
                .lower(lower -> lower.cameras(CAMERAS))
                .start()
                .up(CAMERAS);
    }

    @AfterAll
    static void stop() {
        cascade.close();
    }

    @AfterEach
    void nothingIsLeftOver() {
        await().until(() -> cascade.gateway.streams().isEmpty()
                && cascade.lower.voices().isEmpty()
                && cascade.upper.voices().isEmpty());
        assertThat(cascade.gateway.metric("cascade_orphans")).isZero();
    }

    @Test
    @Clause("list talk")
    void eachHearsTheOtherInATalk() {
        HeardVoice talk = cascade.upper.talk(DEVICES.getFirst()).await();

        await().until(() -> talk.share(LowerVoices.TONE_HZ) > CLEAR);
        await().until(() -> cascade.lower.voices().getFirst().share(UpperVoices.TONE_HZ) > CLEAR);
        talk.stop().await();
    }

    @Test
    @Clause("list broadcast")
    void severalDevicesHearABroadcastAtATime() {
        List<HeardVoice> voices = DEVICES.stream()
                .map(device -> cascade.upper.broadcast(device).await())
                .toList();

        await().until(() -> cascade.lower.voices().size() == CAMERAS
                && cascade.lower.voices().stream().allMatch(voice -> voice.share(UpperVoices.TONE_HZ) > CLEAR));
        assertThat(cascade.gateway.metric("cascade_streams", "domain=\"ncg\"", "kind=\"broadcast\""))
                .isEqualTo(CAMERAS);
        voices.forEach(voice -> voice.stop().await());
    }

    @Test
    void aDeviceThatHangsUpEndsTheBroadcast() {
        cascade.upper.broadcast(DEVICES.getFirst()).await();
        await().until(() -> cascade.lower.voices().size() == 1);

        cascade.lower.voices().getFirst().stop().await();

        await().until(() -> cascade.upper.voices().isEmpty());
    }
}
