package cascade.gateway.admin;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Allow-list of the {@code Host} header against DNS rebinding: a page whose own name suddenly leads to this server's
 * address would be same-origin with it, and could read and change everything. An address in place of a name is always
 * good, since no page comes from a name that is an address; so are {@code localhost} and a request without the header,
 * which no browser sends.
 *
 * <p><a href="https://datatracker.ietf.org/doc/html/rfc9110#section-7.2">RFC 9110 section 7.2</a>; 421 is its section
 * 15.5.20.
 */
final class HostGuard implements Handler<RoutingContext> {

    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final String LOCALHOST = "localhost";

    private final Set<String> names;

    /** @param names in lower case, without a port */
    HostGuard(Set<String> names) {
        this.names = names;
    }

    @Override
    public void handle(RoutingContext routing) {
        if (isAllowed(routing.request().getHeader(HttpHeaders.HOST))) {
            routing.next();
        } else {
            routing.fail(421);
        }
    }

    private boolean isAllowed(@Nullable String host) {
        if (host == null) {
            return true;
        }
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return ADDRESS.matcher(name).matches() || name.equals(LOCALHOST) || names.contains(name);
    }
}
