package cascade.gateway.admin.console;

import io.vertx.core.buffer.Buffer;

/**
 * File of the console as it is sent.
 *
 * @param gzipped the same bytes compressed
 * @param etag strong validator of both forms (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-8.8.3">RFC 9110
 *     section 8.8.3</a>), quoted
 */
record ConsoleFile(String mediaType, Buffer bytes, Buffer gzipped, String etag) {}
