package cascade.gateway.admin;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Route of the admin server.
 *
 * @param path as OpenAPI writes it, with {@code {name}} for a part that varies
 * @param query the parameters that may stand in the query; any other is refused
 * @param handler runs on the control loop and never blocks
 */
record Endpoint(HttpMethod method, String path, Set<String> query, Function<Parameters, Future<Answer>> handler) {

    static Endpoint get(String path, Function<Parameters, Future<Answer>> handler) {
        return new Endpoint(HttpMethod.GET, path, Set.of(), handler);
    }

    /**
     * What the path takes: HEAD as well where it takes GET (<a
     * href="https://datatracker.ietf.org/doc/html/rfc9110#section-9.3.2">RFC 9110 section 9.3.2</a>).
     */
    List<HttpMethod> methods() {
        return method.equals(HttpMethod.GET) ? List.of(HttpMethod.GET, HttpMethod.HEAD) : List.of(method);
    }

    /** The path as Vert.x writes it: {@code {name}} is {@code :name}. */
    String routerPath() {
        return path.replaceAll("\\{(\\w+)}", ":$1");
    }

    boolean matches(String requestPath) {
        return requestPath.matches(path.replaceAll("\\{\\w+}", "[^/]+") + "/?");
    }
}
