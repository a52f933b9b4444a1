package cascade.gateway.admin;

import cascade.gateway.admin.access.Caller;
import cascade.gateway.admin.access.Credentials;
import cascade.gateway.admin.access.Doorkeeper;
import cascade.gateway.admin.access.Entry;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Routes of {@code /api/v1/session}: who a browser is signed in as, signing in and out. The session's number is in a cookie
 * that no script can read and no other site's page sends. Control loop only.
 */
final class SessionApi {

    static final String PATH = "/api/v1/session";

    private final Doorkeeper doorkeeper;
    private final String cookie;
    private final boolean secure;

    /** @param secure whether the cookie is sent over TLS alone */
    SessionApi(Doorkeeper doorkeeper, String cookie, boolean secure) {
        this.doorkeeper = doorkeeper;
        this.cookie = cookie;
        this.secure = secure;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        PATH,
                        asked -> Future.succeededFuture(state(asked.client().caller()))),
                new Endpoint(HttpMethod.POST, PATH, Set.of(), this::signIn),
                new Endpoint(HttpMethod.DELETE, PATH, Set.of(), this::signOut));
    }

    private Answer state(Optional<Caller> caller) {
        boolean required = doorkeeper.rules().isAsked();
        return Answer.ok(() -> new JsonObject()
                .put("required", required)
                .put("account", caller.flatMap(Caller::account).orElse(null))
                .put("role", caller.map(known -> known.role().label()).orElse(null)));
    }

    private Future<Answer> signIn(Parameters parameters) {
        if (!doorkeeper.rules().isAsked()) {
            return Future.succeededFuture(
                    Answer.problem(Problem.of(409, "there are no accounts: whoever reaches this server may use it")));
        }
        JsonObject form = parameters.json();
        String account = text(form, "account");
        String password = text(form, "password");
        Credentials said =
                account.isEmpty() ? new Credentials.Bearer(password) : new Credentials.Password(account, password);
        return doorkeeper.enter(said, parameters.client().address()).map(entry -> switch (entry) {
            case Entry.Granted granted ->
                state(Optional.of(granted.caller()))
                        .withHeader(
                                HttpHeaders.SET_COOKIE,
                                cookie(doorkeeper.openSession(granted.caller())).encode());
            case Entry.Refused refused ->
                Answer.problem(Problem.of(401, "there is no such account, or its password is another"));
            case Entry.Slowed slowed ->
                Answer.problem(Problem.tooManyGuesses())
                        .withHeader(HttpHeaders.RETRY_AFTER, Problem.retryAfter(slowed.delay()));
        });
    }

    private Future<Answer> signOut(Parameters parameters) {
        parameters.client().session().ifPresent(doorkeeper::closeSession);
        return Future.succeededFuture(Answer.noContent()
                .withHeader(HttpHeaders.SET_COOKIE, cookie("").setMaxAge(0).encode()));
    }

    private Cookie cookie(String number) {
        return Cookie.cookie(cookie, number)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.STRICT);
    }

    private static String text(JsonObject form, String name) {
        if (form.getValue(name, "") instanceof String text) {
            return text;
        }
        throw new ProblemException(Problem.badParameter(name, "does not fit", "a text"));
    }
}
