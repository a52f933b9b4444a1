package cascade.gateway.admin;

import cascade.gateway.admin.access.AccessRules;
import cascade.gateway.admin.access.Caller;
import cascade.gateway.admin.access.Credentials;
import cascade.gateway.admin.access.Doorkeeper;
import cascade.gateway.admin.access.Entry;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Guard in front of every route: lets pass who the rules of access let pass, and notes who it is. Without accounts and
 * token everybody passes. Control loop only.
 *
 * <p>The challenge names Bearer alone, so that no browser asks for a password in the console's place; Basic is taken as
 * well (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-11">RFC 9110 section 11</a>).
 */
final class AccessGuard implements Handler<RoutingContext> {

    private static final String CLIENT = AccessGuard.class.getName();
    private static final Set<HttpMethod> LOOKING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String CHALLENGE = "Bearer realm=\"cascade-gateway\"";

    private final Doorkeeper doorkeeper;
    private final String cookie;
    private final BiConsumer<RoutingContext, Problem> refuse;

    /**
     * @param cookie name of the one that holds a session's number
     * @param refuse answers with a problem
     */
    AccessGuard(Doorkeeper doorkeeper, String cookie, BiConsumer<RoutingContext, Problem> refuse) {
        this.doorkeeper = doorkeeper;
        this.cookie = cookie;
        this.refuse = refuse;
    }

    /** Who makes this request, once the guard has let it pass. */
    static Client clientOf(RoutingContext routing) {
        return routing.get(CLIENT);
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        Optional<String> session =
                Optional.ofNullable(request.getCookie(cookie)).map(Cookie::getValue);
        if (!doorkeeper.rules().isAsked()) {
            pass(routing, Optional.of(Caller.ANYBODY), session);
            return;
        }
        Optional<Caller> signedIn = session.flatMap(doorkeeper::session);
        Optional<Credentials> said = Credentials.of(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (signedIn.isPresent() || said.isEmpty()) {
            decide(routing, signedIn, session);
            return;
        }
        doorkeeper.enter(said.get(), address(request)).onFailure(routing::fail).onSuccess(entry -> {
            switch (entry) {
                case Entry.Granted granted -> decide(routing, Optional.of(granted.caller()), Optional.empty());
                case Entry.Refused refused -> decide(routing, Optional.empty(), session);
                case Entry.Slowed slowed -> {
                    routing.response().putHeader(HttpHeaders.RETRY_AFTER, Problem.retryAfter(slowed.delay()));
                    refuse.accept(routing, Problem.tooManyGuesses());
                }
            }
        });
    }

    private void decide(RoutingContext routing, Optional<Caller> caller, Optional<String> session) {
        boolean changes = !LOOKING.contains(routing.request().method());
        if (isForAnybody(routing.normalizedPath())) {
            pass(routing, caller, session);
        } else if (caller.isEmpty()) {
            routing.response().putHeader("WWW-Authenticate", CHALLENGE);
            refuse.accept(routing, Problem.of(401, "sign in: an account or a token is needed"));
        } else if (changes && !caller.get().mayChange()) {
            refuse.accept(routing, Problem.of(403, "this account may look and not change: its role is read-only"));
        } else {
            pass(routing, caller, session);
        }
    }

    private static void pass(RoutingContext routing, Optional<Caller> caller, Optional<String> session) {
        routing.put(CLIENT, new Client(address(routing.request()), caller, session));
        routing.next();
    }

    /** The page itself, which holds nothing, and what is said to be unguarded. */
    private boolean isForAnybody(String path) {
        AccessRules rules = doorkeeper.rules();
        return path.equals("/")
                || path.startsWith("/console/")
                || path.equals(SessionApi.PATH)
                || (rules.metricsUnguarded() && path.equals("/metrics"))
                || (rules.healthUnguarded() && path.startsWith("/health/"));
    }

    private static String address(HttpServerRequest request) {
        return request.remoteAddress().hostAddress();
    }
}
