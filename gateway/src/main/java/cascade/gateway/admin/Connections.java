package cascade.gateway.admin;

import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Open connections of the admin server, bounded so that whoever opens many and says nothing locks nobody out: one beyond
 * the limit takes the place of the one that has been silent longest, and a connection without a whole request in time is
 * closed. Control loop only.
 */
final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private static final class Use {
        final Timer headerTimer;
        int requestsInWork;

        Use(Timers timers) {
            headerTimer = new Timer(timers);
        }
    }

    private final Timers timers;
    private final AdminSettings settings;
    /** In the order of their last request, or of their opening. */
    private final Map<HttpConnection, Use> open = new LinkedHashMap<>(16, 0.75f, true);

    Connections(Vertx vertx, AdminSettings settings) {
        this.timers = Timers.of(vertx);
        this.settings = settings;
    }

    void onOpen(HttpConnection connection) {
        if (open.size() >= settings.maxConnections()) {
            closeLongestSilent();
        }
        var use = new Use(timers);
        open.put(connection, use);
        use.headerTimer.start(settings.headerTimeout(), connection::close);
        connection.closeHandler(closed -> onClosed(connection));
    }

    /** The first handler of each request. */
    void onRequest(RoutingContext routing) {
        Use use = open.get(routing.request().connection());
        if (use != null) {
            use.headerTimer.stop();
            use.requestsInWork++;
            routing.addEndHandler(end -> use.requestsInWork--);
        }
        routing.next();
    }

    private void onClosed(HttpConnection connection) {
        Use use = open.remove(connection);
        if (use != null) {
            use.headerTimer.stop();
        }
    }

    private void closeLongestSilent() {
        HttpConnection victim = longestSilent();
        if (victim != null) {
            LOG.atDebug()
                    .addKeyValue("address", victim.remoteAddress())
                    .log("HTTP connection closed in favour of a new one");
            onClosed(victim);
            victim.close();
        }
    }

    private @Nullable HttpConnection longestSilent() {
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().requestsInWork == 0)
                .findFirst()
                .or(() -> open.entrySet().stream().findFirst())
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
