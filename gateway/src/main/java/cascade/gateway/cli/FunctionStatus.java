package cascade.gateway.cli;

import cascade.gateway.simulator.lower.function.FunctionCounts;
import cascade.gateway.simulator.upper.function.FunctionTally;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Status line of a simulated platform about its functions; empty while there is nothing to tell. */
record FunctionStatus(String text, JsonObject values) {

    static FunctionStatus of(FunctionTally upper) {
        if (upper.equals(FunctionTally.NOTHING)) {
            return new FunctionStatus("", new JsonObject());
        }
        return new FunctionStatus(
                String.format(
                        Locale.ROOT,
                        "functions: asked %d, answered %d (%d ERROR), refused %d, unanswered %d, surplus answers %d;"
                                + " alarms %d (%d answered), positions %d, other reports %d",
                        upper.asked(),
                        upper.answered(),
                        upper.errors(),
                        upper.refused(),
                        upper.unanswered(),
                        upper.surplus(),
                        upper.alarms(),
                        upper.alarmResponses(),
                        upper.positions(),
                        upper.otherReports()),
                new JsonObject()
                        .put("asked", upper.asked())
                        .put("answered", upper.answered())
                        .put("errors", upper.errors())
                        .put("refused", upper.refused())
                        .put("unanswered", upper.unanswered())
                        .put("surplus", upper.surplus())
                        .put("alarms", upper.alarms())
                        .put("alarmResponses", upper.alarmResponses())
                        .put("positions", upper.positions())
                        .put("otherReports", upper.otherReports()));
    }

    static FunctionStatus of(FunctionCounts lower) {
        if (lower.requests() == 0 && lower.notifications() == 0) {
            return new FunctionStatus("", new JsonObject());
        }
        return new FunctionStatus(
                String.format(
                        Locale.ROOT,
                        "functions: requests %d (%d refused), answers %d (%d not taken), subscriptions %d,"
                                + " notifications %d, alarms %d (%d answered)%s",
                        lower.requests(),
                        lower.refused(),
                        lower.answers(),
                        lower.answersNotTaken(),
                        lower.subscriptions(),
                        lower.notifications(),
                        lower.alarms(),
                        lower.alarmResponses(),
                        lower.lastCommand()
                                .map(command -> ", last command: " + command)
                                .orElse("")),
                new JsonObject()
                        .put("requests", lower.requests())
                        .put("refused", lower.refused())
                        .put("answers", lower.answers())
                        .put("answersNotTaken", lower.answersNotTaken())
                        .put("subscriptions", lower.subscriptions())
                        .put("notifications", lower.notifications())
                        .put("alarms", lower.alarms())
                        .put("alarmResponses", lower.alarmResponses())
                        .put("lastCommand", lower.lastCommand().orElse(null)));
    }

    void tell(SimulatorOutput output) {
        if (!text.isEmpty()) {
            output.event("functions", text, values);
        }
    }
}
