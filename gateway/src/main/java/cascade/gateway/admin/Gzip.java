package cascade.gateway.admin;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Content coding gzip (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-8.4.1.3">RFC 9110 section
 * 8.4.1.3</a>), done on the worker that makes the body and not on the loop.
 */
final class Gzip {

    /** A body as it is sent. */
    record Body(Buffer bytes, boolean gzipped) {}

    /** Shorter bodies fit a packet as they are. */
    private static final int LEAST_BYTES = 1_400;

    private static final Pattern REFUSED = Pattern.compile("\\bgzip\\s*;\\s*q=0(\\.0*)?\\s*(,|$)");

    private Gzip() {}

    static boolean isAccepted(@Nullable String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        String codings = acceptEncoding.toLowerCase(Locale.ROOT);
        return codings.contains("gzip") && !REFUSED.matcher(codings).find();
    }

    static Body encode(Buffer bytes, boolean accepted) throws IOException {
        if (!accepted || bytes.length() < LEAST_BYTES) {
            return new Body(bytes, false);
        }
        var encoded = new ByteArrayOutputStream(bytes.length() / 4);
        try (var gzip = new GZIPOutputStream(encoded)) {
            gzip.write(bytes.getBytes());
        }
        return new Body(Buffer.buffer(encoded.toByteArray()), true);
    }
}
