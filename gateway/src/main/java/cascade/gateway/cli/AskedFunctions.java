package cascade.gateway.cli;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.function.AnswerForm;
import cascade.gateway.simulator.function.DeviceFunction;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.simulator.upper.function.FunctionAnswer;
import cascade.gateway.simulator.upper.function.FunctionRequest;
import cascade.gateway.simulator.upper.function.ReceivedReport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * Functions that a simulated upper asks its lowers for by command line: round by round, one after the other, each with a
 * line about what came of it. Its rounds begin on the main thread, the lines come on the upper's loop.
 */
final class AskedFunctions {

    private final SimulatedUpper upper;
    private final List<DeviceFunction> functions;
    private final Duration again;
    private final SimulatorOutput output;
    private boolean begun;
    private long begunNanos;
    private int reported;
    private volatile boolean running;

    /** @param again between the beginnings of two rounds; zero: there is one */
    AskedFunctions(SimulatedUpper upper, List<DeviceFunction> functions, Duration again, SimulatorOutput output) {
        this.upper = upper;
        this.functions = functions;
        this.again = again;
        this.output = output;
    }

    boolean isEmpty() {
        return functions.isEmpty();
    }

    /** Begins a round where one is due, and tells of the reports that came. */
    void tick(List<DeviceId> devices) {
        boolean due = !begun || (again.isPositive() && System.nanoTime() - begunNanos >= again.toNanos());
        if (due && !running && !isEmpty() && !devices.isEmpty()) {
            boolean isFirst = !begun;
            begun = true;
            begunNanos = System.nanoTime();
            running = true;
            round(devices, isFirst).onComplete(over -> running = false);
        }
        tellReports();
    }

    private Future<Void> round(List<DeviceId> devices, boolean isFirst) {
        Future<Void> chain = Future.succeededFuture();
        for (DeviceId device : devices) {
            for (DeviceFunction function : functions) {
                if (!function.isSubscription()) {
                    chain = chain.compose(before -> ask(device, function));
                } else if (isFirst) {
                    chain = chain.compose(before -> subscribe(device, function));
                }
            }
        }
        return chain;
    }

    private Future<Void> ask(DeviceId device, DeviceFunction function) {
        return upper.ask(device, FunctionRequest.sample(function)).transform(outcome -> {
            if (outcome.succeeded()) {
                told(
                        device,
                        function,
                        words(function, outcome.result()),
                        outcome.result().isError());
            } else {
                told(device, function, String.valueOf(outcome.cause().getMessage()), true);
            }
            return Future.succeededFuture();
        });
    }

    private static String words(DeviceFunction function, FunctionAnswer answer) {
        String result = answer.isError() ? "ERROR" : function.form() == AnswerForm.NONE ? "taken" : "answered";
        String list = function.form() == AnswerForm.PARTS && !answer.isError()
                ? ", " + answer.items().size() + " items in " + answer.parts().size() + " parts"
                : "";
        return result + " after " + answer.took().toMillis() + " ms" + list;
    }

    private Future<Void> subscribe(DeviceId device, DeviceFunction function) {
        return upper.subscribe(device, FunctionRequest.sample(function)).transform(outcome -> {
            told(
                    device,
                    function,
                    outcome.succeeded()
                            ? "accepted"
                            : String.valueOf(outcome.cause().getMessage()),
                    outcome.failed());
            return Future.succeededFuture();
        });
    }

    private void told(DeviceId device, DeviceFunction function, String result, boolean failed) {
        output.event(
                "function",
                function.label() + " of " + device + ": " + result,
                new JsonObject()
                        .put("function", function.label())
                        .put("device", device.value())
                        .put("result", result)
                        .put("failed", failed));
    }

    private void tellReports() {
        List<ReceivedReport> reports = upper.reports();
        // beyond the newest that are kept there is nothing to tell
        for (ReceivedReport report : reports.subList(Math.min(reported, reports.size()), reports.size())) {
            String device = report.text("DeviceID");
            output.event(
                    "report",
                    report.message().cmdType() + " of " + device + " by " + report.method(),
                    new JsonObject()
                            .put("report", report.message().cmdType())
                            .put("device", device)
                            .put("method", report.method()));
        }
        reported = reports.size();
    }
}
