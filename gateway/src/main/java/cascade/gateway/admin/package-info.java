/**
 * Admin side of the gateway: metrics, health and the HTTP API (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9110">RFC 9110</a>; errors as problems of <a
 * href="https://datatracker.ietf.org/doc/html/rfc9457">RFC 9457</a>).
 *
 * <p>{@link cascade.gateway.admin.AdminServer} answers on the control plane's context and asks the gateway only through
 * {@link cascade.gateway.admin.AdminView}, whose values live in {@code view}. What takes time (scraping, writing a long
 * list as JSON) is done on a worker. The routes are listed once, in {@code AdminApi}; {@code openapi.json} describes them
 * and a test holds the two together.
 *
 * <p>There is no authentication here: the server listens on a loopback address unless told otherwise. It sends no CORS
 * headers, serves no host name that it does not know (DNS rebinding), refuses changes that a browser makes on behalf of another site, and never repeats the {@code Host} that a
 * client names.
 */
@NullMarked
package cascade.gateway.admin;

import org.jspecify.annotations.NullMarked;
