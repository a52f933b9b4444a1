package cascade.gateway.admin;

import cascade.gateway.logging.LogArea;
import cascade.gateway.logging.LogLevels;
import cascade.monitoring.Label;
import cascade.monitoring.LogLevel;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Routes of {@code /api/v1/log-levels}: levels by area and the SIP trace, while the gateway runs. Control loop only. */
final class LogLevelsApi {

    private static final String LEVELS = "levels";
    private static final String SIP_TRACE = "sipTrace";

    private LogLevelsApi() {}

    static Answer show() {
        var levels = new JsonObject();
        LogLevels.effective().forEach((area, level) -> levels.put(area.label(), level.label()));
        JsonObject body = new JsonObject().put(LEVELS, levels).put(SIP_TRACE, LogLevels.isSipTraced());
        return Answer.ok(() -> body);
    }

    /** Changes what the body names, all of it or nothing; a level of null gives the area that of all again. */
    static Answer change(JsonObject body) {
        for (String key : body.fieldNames()) {
            if (!key.equals(LEVELS) && !key.equals(SIP_TRACE)) {
                throw bad(key, "unknown", "levels, sipTrace");
            }
        }
        Map<LogArea, Optional<LogLevel>> levels = levels(body.getValue(LEVELS, new JsonObject()));
        Object trace = body.getValue(SIP_TRACE, LogLevels.isSipTraced());
        if (!(trace instanceof Boolean isTraced)) {
            throw bad(SIP_TRACE, "'" + trace + "' does not fit", "true or false");
        }
        levels.forEach(
                (area, level) -> level.ifPresentOrElse(to -> LogLevels.set(area, to), () -> LogLevels.reset(area)));
        LogLevels.traceSip(isTraced);
        return show();
    }

    private static Map<LogArea, Optional<LogLevel>> levels(Object given) {
        if (!(given instanceof JsonObject object)) {
            throw bad(LEVELS, "'" + given + "' does not fit", "an object of areas and levels");
        }
        Map<LogArea, Optional<LogLevel>> levels = new LinkedHashMap<>();
        for (String name : object.fieldNames()) {
            LogArea area = labelled(LogArea.values(), name)
                    .orElseThrow(() -> bad(LEVELS, "unknown area '" + name + "'", oneOf(LogArea.values())));
            Object level = object.getValue(name);
            levels.put(
                    area,
                    level == null
                            ? Optional.empty()
                            : Optional.of(labelled(LogLevel.values(), level)
                                    .orElseThrow(() -> bad(
                                            LEVELS + "." + name,
                                            "'" + level + "' is no level",
                                            oneOf(LogLevel.values()) + ", or null"))));
        }
        return levels;
    }

    private static <L extends Label> Optional<L> labelled(L[] labels, Object name) {
        return Arrays.stream(labels)
                .filter(label -> name instanceof String text && label.label().equalsIgnoreCase(text))
                .findFirst();
    }

    private static String oneOf(Label[] labels) {
        return Arrays.stream(labels).map(Label::label).collect(Collectors.joining(", ", "one of ", ""));
    }

    private static ProblemException bad(String parameter, String wrong, String expected) {
        return new ProblemException(Problem.badParameter(parameter, wrong, expected));
    }
}
