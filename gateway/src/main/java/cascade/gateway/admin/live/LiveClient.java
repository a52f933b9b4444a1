package cascade.gateway.admin.live;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Client of the live events, with what it has been told. Control loop only. */
final class LiveClient {

    private final HttpServerResponse response;
    private final Duration patience;
    private final BooleanSupplier isWelcome;
    /** Of the event that it has still to read, by {@link System#nanoTime}. */
    private long blockedSince;

    private boolean blocked;
    private boolean upToDate;

    LiveClient(HttpServerResponse response, Duration patience, BooleanSupplier isWelcome) {
        this.response = response;
        this.patience = patience;
        this.isWelcome = isWelcome;
    }

    boolean isWelcome() {
        return isWelcome.getAsBoolean();
    }

    void open() {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                // a reverse proxy of nginx keeps nothing back
                .putHeader("X-Accel-Buffering", "no")
                .write("retry: 2000\n\n");
    }

    /**
     * Sends it what has changed, or the whole state where it does not know the last one, or neither while it still has to
     * read; false: it has not read for too long.
     */
    boolean tell(Supplier<Buffer> whole, Buffer change) {
        if (response.writeQueueFull()) {
            upToDate = false;
            long now = System.nanoTime();
            if (!blocked) {
                blocked = true;
                blockedSince = now;
            }
            return now - blockedSince < patience.toNanos();
        }
        blocked = false;
        response.write(upToDate ? change : whole.get());
        upToDate = true;
        return true;
    }

    void end() {
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    /** Without waiting for what it has not read. */
    void drop() {
        response.reset();
    }
}
