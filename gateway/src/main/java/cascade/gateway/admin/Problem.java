package cascade.gateway.admin;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * Problem details of a refused request, {@code application/problem+json}
 * (<a href="https://datatracker.ietf.org/doc/html/rfc9457">RFC 9457</a>). The type is {@code about:blank}: the status
 * says the kind, the detail says it in words.
 *
 * @param extensions members beyond those of the RFC: the parameter and what is expected, or a list of problems
 */
record Problem(int status, String detail, JsonObject extensions) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String detail) {
        return new Problem(status, detail, new JsonObject());
    }

    static Problem tooManyGuesses() {
        return of(429, "too many wrong passwords from this address: wait before the next");
    }

    /** Value of Retry-After, in whole seconds. */
    static String retryAfter(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    static Problem badParameter(String parameter, String wrong, String expected) {
        return new Problem(
                400,
                parameter + ": " + wrong + "; expected " + expected,
                new JsonObject().put("parameter", parameter).put("expected", expected));
    }

    static Problem refusedConfiguration(List<String> problems) {
        return new Problem(
                422,
                "the configuration has problems and is refused as a whole; the running one stays",
                new JsonObject().put("problems", new JsonArray(problems)));
    }

    /** Partly followed: the new values are in force, and what failed of them is named. */
    static Problem failedReload(List<String> changed, List<String> restartNeeded, List<String> faults) {
        return new Problem(
                500,
                "the configuration is in force, but parts of the gateway failed to follow it; a restart mends that",
                new JsonObject()
                        .put("problems", new JsonArray(faults))
                        .put("changed", new JsonArray(changed))
                        .put("restartNeeded", new JsonArray(restartNeeded)));
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail)
                .mergeIn(extensions);
    }
}
