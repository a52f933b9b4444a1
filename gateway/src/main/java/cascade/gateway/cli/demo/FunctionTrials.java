package cascade.gateway.cli.demo;

import cascade.gateway.cli.demo.Trial.Outcome;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.function.PtzCode;
import cascade.gateway.simulator.lower.SimulatedLower;
import cascade.gateway.simulator.lower.function.CameraView;
import cascade.gateway.simulator.lower.function.FunctionCounts;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.simulator.upper.function.FunctionAnswer;
import cascade.gateway.simulator.upper.function.FunctionRequest;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Trials of what crosses the gateway beside pictures, at one camera: the upper turns it and stops it, searches its
 * recordings, and is told an alarm of it, which both sides answer. From any thread.
 */
final class FunctionTrials {

    private static final String PTZ = "ptz";
    private static final String RECORDS = "records";
    private static final String ALARM = "alarm";
    private static final int SPEED = 31;
    private static final Duration SEARCHED = Duration.ofHours(1);
    /** For what nobody answers: a command that reaches the camera, an alarm that reaches the upper. */
    private static final Duration ARRIVAL = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Timers timers;
    private final SimulatedUpper upper;
    private final SimulatedLower lower;
    private final Map<String, Trial> states = new ConcurrentHashMap<>();

    FunctionTrials(Timers timers, SimulatedUpper upper, SimulatedLower lower) {
        this.timers = timers;
        this.upper = upper;
        this.lower = lower;
        Stream.of(PTZ, RECORDS, ALARM).forEach(what -> note(what, Outcome.PENDING, "not begun yet"));
    }

    /** Where they stand. */
    List<Trial> states() {
        return Stream.of(PTZ, RECORDS, ALARM).map(states::get).toList();
    }

    /** Runs them all at that camera, once. */
    void begin(DeviceId camera) {
        run(PTZ, "turning the camera", () -> ptz(camera));
        run(RECORDS, "searching for recordings", () -> search(camera));
        run(ALARM, "alarm raised", () -> alarm(camera));
    }

    private void run(String what, String doing, Supplier<Future<String>> trial) {
        note(what, Outcome.PENDING, doing);
        trial.get()
                .onSuccess(detail -> note(what, Outcome.HELD, detail))
                .onFailure(cause -> note(what, Outcome.FAILED, String.valueOf(cause.getMessage())));
    }

    private void note(String what, Outcome outcome, String detail) {
        states.put(what, new Trial(what, outcome, detail));
    }

    private Future<String> ptz(DeviceId camera) {
        return upper.ask(camera, FunctionRequest.ptz(PtzCode.right(SPEED)))
                .compose(turning -> upper.ask(camera, FunctionRequest.ptz(PtzCode.STOP)))
                .compose(stopped -> arrival(
                        "the camera has not taken both commands",
                        () -> lower.camera(camera)
                                .map(view -> view.filter(FunctionTrials::isTurnedAndStopped)
                                        .map(taken -> "the camera was turned, by " + Math.round(taken.pan())
                                                + " degrees, and stopped"))));
    }

    private static boolean isTurnedAndStopped(CameraView camera) {
        return camera.commands() == 2
                && camera.pan() > 0
                && camera.ptzCode().filter(PtzCode.STOP.hex()::equals).isPresent();
    }

    private Future<String> search(DeviceId camera) {
        Instant now = Instant.now();
        return upper.ask(camera, FunctionRequest.records(now.minus(SEARCHED), now))
                .compose(FunctionTrials::judged);
    }

    private static Future<String> judged(FunctionAnswer answer) {
        return answer.isError() || answer.items().isEmpty()
                ? Future.failedFuture("no recordings were listed")
                : Future.succeededFuture(answer.items().size() + " recordings of the last hour listed in "
                        + answer.parts().size() + " parts after "
                        + answer.took().toMillis() + " ms");
    }

    private Future<String> alarm(DeviceId camera) {
        return lower.alarm(camera)
                .compose(raised -> arrival(
                        "the alarm was not told above, or not answered on both sides",
                        () -> answers()
                                .map(answers -> isTold(camera) && answers == 2
                                        ? Optional.of("told above, answered above and below")
                                        : Optional.empty())));
    }

    /** Responses to the alarm: the upper's and the gateway's. */
    private Future<Long> answers() {
        Future<Long> below = lower.functionCounts().map(FunctionCounts::alarmResponses);
        return upper.functionTally().compose(above -> below.map(counted -> above.alarmResponses() + counted));
    }

    private boolean isTold(DeviceId camera) {
        return upper.reports().stream()
                .anyMatch(
                        report -> report.is("Alarm") && report.text("DeviceID").equals(camera.value()));
    }

    /** Looks again and again until there is something, or it is too late. */
    private Future<String> arrival(String otherwise, Supplier<Future<Optional<String>>> look) {
        return arrival(otherwise, look, System.nanoTime() + ARRIVAL.toNanos());
    }

    private Future<String> arrival(String otherwise, Supplier<Future<Optional<String>>> look, long untilNanos) {
        return look.get().compose(found -> {
            if (found.isPresent()) {
                return Future.succeededFuture(found.get());
            }
            if (System.nanoTime() - untilNanos > 0) {
                return Future.failedFuture(otherwise);
            }
            Promise<Void> later = Promise.promise();
            timers.after(LOOK, later::complete);
            return later.future().compose(again -> arrival(otherwise, look, untilNanos));
        });
    }
}
