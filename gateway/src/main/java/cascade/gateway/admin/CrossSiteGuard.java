package cascade.gateway.admin;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * Cross-site request forgery guard, which refuses changes that a browser makes on behalf of another site: a page
 * somewhere must not end streams through the browser of an operator who happens to reach this server. Clients that are
 * no browsers send neither header and pass.
 *
 * <p><a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>; <a
 * href="https://datatracker.ietf.org/doc/html/rfc6454#section-7">RFC 6454 section 7</a>.
 */
final class CrossSiteGuard implements Handler<RoutingContext> {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final String scheme;

    /** @param scheme that this server is asked by, with {@code ://} */
    CrossSiteGuard(String scheme) {
        this.scheme = scheme;
    }

    @Override
    public void handle(RoutingContext routing) {
        if (isAllowed(routing.request())) {
            routing.next();
        } else {
            routing.fail(403);
        }
    }

    private boolean isAllowed(HttpServerRequest request) {
        if (SAFE.contains(request.method())) {
            return true;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN_SITE.contains(site);
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null || origin.equals(scheme + request.getHeader(HttpHeaders.HOST));
    }
}
