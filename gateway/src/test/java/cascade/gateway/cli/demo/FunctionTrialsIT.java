package cascade.gateway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.cli.demo.Trial.Outcome;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.PlatformAddress;
import cascade.gateway.simulator.function.DeviceFunction;
import cascade.gateway.simulator.lower.LowerOptions;
import cascade.gateway.simulator.lower.SimulatedLower;
import cascade.gateway.simulator.lower.function.FunctionFault;
import cascade.gateway.simulator.lower.function.FunctionOptions;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.simulator.upper.UpperOptions;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import cascade.gateway.time.Timers;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trials of the demo between two platforms without a gateway, whose faults are the lower's. */
class FunctionTrialsIT {

    private static final DeviceId CAMERA = SimulatedCascade.cameras(1).getFirst();

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void allOfThemHold() {
        assertThat(trials(FunctionOptions.DEFAULT, true))
                .extracting(Trial::outcome)
                .containsExactly(Outcome.HELD, Outcome.HELD, Outcome.HELD);
    }

    @Test
    void whatTheLowerDoesNotServeFails() {
        FunctionOptions poor = FunctionOptions.DEFAULT
                .without(DeviceFunction.PTZ_CMD)
                .withFault(DeviceFunction.RECORD_INFO, new FunctionFault.Refuses(488));

        assertThat(trials(poor, true))
                .extracting(Trial::outcome)
                .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.HELD);
    }

    @Test
    void anAlarmThatNobodyAnswersFails() {
        assertThat(trials(FunctionOptions.DEFAULT, false))
                .extracting(Trial::outcome)
                .containsExactly(Outcome.HELD, Outcome.HELD, Outcome.FAILED);
    }

    private List<Trial> trials(FunctionOptions functions, boolean answersAlarms) {
        LoopbackSubnet net = LoopbackSubnet.next();
        PlatformAddress above = SimulatedCascade.upperAddress(net);
        var upper = new SimulatedUpper(
                vertx, UpperOptions.builder(above).answersAlarms(answersAlarms).build());
        var lower = new SimulatedLower(
                vertx,
                LowerOptions.builder(new PlatformAddress(SimulatedCascade.LOWER_ID, net.host(20), 7100), above)
                        .cameras(1)
                        .functions(functions)
                        .videoDirectory(SimulatedCascade.VIDEOS)
                        .build());
        upper.start().await();
        lower.start().await();
        upper.catalogComplete().await();
        var trials = new FunctionTrials(Timers.of(vertx), upper, lower);

        trials.begin(CAMERA);

        await().until(() -> trials.states().stream().noneMatch(trial -> trial.outcome() == Outcome.PENDING));
        return trials.states();
    }
}
