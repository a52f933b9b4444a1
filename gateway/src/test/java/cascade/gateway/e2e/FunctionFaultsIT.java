package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.function.AnswerForm;
import cascade.gateway.simulator.function.DeviceFunction;
import cascade.gateway.simulator.lower.function.FunctionFault;
import cascade.gateway.simulator.lower.function.FunctionOptions;
import cascade.gateway.simulator.upper.function.FunctionAnswer;
import cascade.gateway.simulator.upper.function.FunctionException;
import cascade.gateway.simulator.upper.function.FunctionRequest;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lowers whose functions fail, each function in each way: the upper has one answer, or one ERROR in its place. */
class FunctionFaultsIT {

    private static final DeviceId CAMERA = SimulatedCascade.cameras(1).getFirst();
    private static final String QUICK = """
            gateway.command { response-timeout = 400ms, record-timeout = 400ms }
            """;

    /** Where the answer comes: one that waits for its turn on a busy machine is not to be late. */
    private static final String PATIENT = "";

    /** Longer than any pause of a busy machine, where an answer comes for certain. */
    private Duration patience = Duration.ofSeconds(40);

    private SimulatedCascade cascade;

    @AfterEach
    void stop() {
        cascade.close();
    }

    static List<FunctionFault> faultsThatLeaveNoAnswer() {
        return List.of(
                new FunctionFault.Silent(),
                new FunctionFault.Deaf(),
                new FunctionFault.WrongSn(),
                new FunctionFault.Refuses(488));
    }

    @ParameterizedTest
    @MethodSource("faultsThatLeaveNoAnswer")
    void theUpperHasOneErrorInPlaceOfTheAnswer(FunctionFault fault) {
        start(with(fault), QUICK);

        ask(answered()).forEach(FunctionFaultsIT::assertOneError);

        assertNothingCameTwice();
    }

    @Test
    void theUpperHasOneErrorOfALowerThatLacksEveryFunction() {
        FunctionOptions nothing = FunctionOptions.DEFAULT;
        for (DeviceFunction function : DeviceFunction.values()) {
            nothing = nothing.without(function);
        }
        start(nothing, QUICK);

        ask(answered()).forEach(FunctionFaultsIT::assertOneError);

        assertNothingCameTwice();
        assertThat(cascade.lower.functionCounts().await().refused())
                .isEqualTo(answered().size());
    }

    @Test
    void anAnswerThatIsLateIsDroppedAfterTheErrorInItsPlace() {
        start(with(new FunctionFault.Late(Duration.ofSeconds(1))), QUICK);

        ask(answered()).forEach(FunctionFaultsIT::assertOneError);

        await().until(() ->
                cascade.lower.functionCounts().await().answers() >= answered().size());
        assertNothingCameTwice();
        assertThat(cascade.gateway.metric(
                        "cascade_sip_rejected_total", "domain=\"ncg\"", "kind=\"command-unknown-sn\""))
                .isPositive();
    }

    @Test
    void anAnswerThatComesTwiceIsGivenOnce() {
        start(with(new FunctionFault.Duplicate()), PATIENT);

        // of a ConfigDownload an upper expects several Responses, one a type
        List<DeviceFunction> asked = answered().stream()
                .filter(function -> function != DeviceFunction.CONFIG_DOWNLOAD)
                .toList();

        ask(asked).forEach((function, answer) -> {
            assertThat(answer.isError()).as(function.label()).isFalse();
            assertThat(answer.parts()).as(function.label()).isNotEmpty();
        });

        await().until(() -> cascade.lower.functionCounts().await().answers() >= 2L * asked.size());
        assertNothingCameTwice();
    }

    @Test
    void anAnswerUnderTheCallIdOfTheRequestIsAnAnswer() {
        start(with(new FunctionFault.WrongCallId()), PATIENT);

        ask(answered())
                .forEach((function, answer) ->
                        assertThat(answer.isError()).as(function.label()).isFalse());

        assertNothingCameTwice();
    }

    @Test
    void ofAnAnswerThatBreaksOffTheUpperHasWhatThereWas() {
        patience = Duration.ofSeconds(3);
        start(with(new FunctionFault.TwoParts()), QUICK);

        send(functions(function -> function.form() == AnswerForm.PARTS && function != DeviceFunction.CONFIG_DOWNLOAD))
                .forEach((function, answer) -> {
                    await().until(answer::isComplete);
                    assertThat(answer.cause())
                            .as(function.label())
                            .isInstanceOf(FunctionException.class)
                            .hasMessageContaining("incomplete: ");
                });

        assertNothingCameTwice();
    }

    @Test
    void aCommandWithoutAnAnswerIsTakenAtOnceOfALowerThatIsDeaf() {
        start(with(new FunctionFault.Deaf()), QUICK);

        ask(functions(function -> function.form() == AnswerForm.NONE))
                .forEach((function, answer) ->
                        assertThat(answer.parts()).as(function.label()).isEmpty());

        assertNothingCameTwice();
    }

    private void start(FunctionOptions functions, String config) {
        cascade = SimulatedCascade.at(LoopbackSubnet.next())
                .config(config)
                .lower(lower -> lower.cameras(1).functions(functions))
                .upper(upper -> upper.answerTimeout(patience))
                .start()
                .up(1);
    }

    private static FunctionOptions with(FunctionFault fault) {
        FunctionOptions options = FunctionOptions.DEFAULT;
        for (DeviceFunction function : functions(fault::suits)) {
            options = options.withFault(function, fault);
        }
        return options;
    }

    private static List<DeviceFunction> answered() {
        return functions(function -> function.form() == AnswerForm.ONE || function.form() == AnswerForm.PARTS);
    }

    private static List<DeviceFunction> functions(Predicate<DeviceFunction> which) {
        return Stream.of(DeviceFunction.values()).filter(which).toList();
    }

    /** All at one time, as an upper may. */
    private Map<DeviceFunction, Future<FunctionAnswer>> send(List<DeviceFunction> functions) {
        Map<DeviceFunction, Future<FunctionAnswer>> asked = new EnumMap<>(DeviceFunction.class);
        functions.forEach(function -> asked.put(function, cascade.upper.ask(CAMERA, FunctionRequest.sample(function))));
        return asked;
    }

    private Map<DeviceFunction, FunctionAnswer> ask(List<DeviceFunction> functions) {
        Map<DeviceFunction, FunctionAnswer> answers = new EnumMap<>(DeviceFunction.class);
        send(functions).forEach((function, answer) -> answers.put(function, answer.await()));
        return answers;
    }

    private static void assertOneError(DeviceFunction function, FunctionAnswer answer) {
        assertThat(answer.isError()).as(function.label()).isTrue();
        assertThat(answer.parts()).as(function.label()).hasSize(1);
    }

    private void assertNothingCameTwice() {
        assertThat(cascade.upper.functionTally().await().surplus()).isZero();
    }
}
