package cascade.gateway.explain.finding;

import cascade.monitoring.Label;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Station on the way of a call, and what was found there.
 *
 * @param facts behind the text, in the order in which they are to be read
 * @param finding what is wrong there
 */
public record Step(Place place, Result result, Text text, Map<String, String> facts, Optional<Finding> finding) {

    /** Stations in the order of the way. */
    public enum Place implements Label {
        UPPER,
        CHANNEL,
        SHARE,
        LOWER,
        LIMITS,
        CALLS,
        MEDIA
    }

    /** Outcome of a check. */
    public enum Result implements Label {
        OK,
        FAILED,
        /** It could not be told, because something before it is wrong or nothing has happened yet. */
        UNKNOWN
    }

    public Step {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    public static Step ok(Place place, Text text, Map<String, String> facts) {
        return new Step(place, Result.OK, text, facts, Optional.empty());
    }

    public static Step unknown(Place place, Text text) {
        return new Step(place, Result.UNKNOWN, text, Map.of(), Optional.empty());
    }

    /** Failed, or well with something beside it, as the cause says. */
    public static Step of(Place place, Finding finding, Map<String, String> facts) {
        Result result = finding.cause().blocks() ? Result.FAILED : Result.OK;
        return new Step(place, result, finding.what(), facts, Optional.of(finding));
    }
}
