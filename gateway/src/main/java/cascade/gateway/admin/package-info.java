/**
 * Admin side of the gateway: metrics, health, the HTTP API and the console (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9110">RFC 9110</a>; errors as problems of <a
 * href="https://datatracker.ietf.org/doc/html/rfc9457">RFC 9457</a>).
 *
 * <p>{@link cascade.gateway.admin.AdminServer} answers on the control plane's context and asks the gateway only through
 * {@link cascade.gateway.admin.AdminView}, whose values live in {@code view}. What takes time (scraping, writing a long
 * list as JSON) is done on a worker. The routes are listed once, in {@code AdminApi}; {@code openapi.json} describes them
 * and a test holds the two together.
 *
 * <p>{@code AccessGuard} stands before every route: where {@code gateway.admin} has accounts or a token, it asks who comes
 * ({@link cascade.gateway.admin.access}); without them the server listens on a loopback address, or the configuration says
 * that it is open. It sends no CORS headers, serves no host name that it does not know (DNS rebinding), refuses changes that
 * a browser makes on behalf of another site, and never repeats the {@code Host} that a client names.
 */
@NullMarked
package cascade.gateway.admin;

import org.jspecify.annotations.NullMarked;
