package cascade.gateway.admin.live;

import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients of the live events. The state is taken only while there are any, once for all of them; one that has come since,
 * or that has not read for a while, is told all of it, the others what has changed. Control loop only; rows are made on a
 * worker.
 */
public final class LiveClients {

    private static final Logger LOG = LoggerFactory.getLogger(LiveClients.class);

    private record Change(LiveState to, Buffer event) {}

    private final Context control;
    private final LiveSettings settings;
    private final LiveSource source;
    private final Runnable onDropped;
    private final Timer timer;
    private final Set<LiveClient> clients = new LinkedHashSet<>();
    private LiveState told = LiveState.NOTHING;
    /** The whole of what was told last, once somebody has needed it. */
    private Optional<Buffer> whole = Optional.empty();

    private boolean taking;

    /** @param onDropped hears of each client that was let go because it read too slowly */
    public LiveClients(Context control, LiveSettings settings, LiveSource source, Runnable onDropped) {
        this.control = control;
        this.settings = settings;
        this.source = source;
        this.onDropped = onDropped;
        this.timer = new Timer(Timers.of(control.owner()));
    }

    /** Is there room for one more? */
    public boolean hasRoom() {
        return clients.size() < settings.maxClients();
    }

    /**
     * Sends the events on this response, whose head is not written yet, until the client leaves or is not welcome any more.
     *
     * @param isWelcome asked before each event
     */
    public void add(HttpServerResponse response, BooleanSupplier isWelcome) {
        var client = new LiveClient(response, settings.patience(), isWelcome);
        clients.add(client);
        response.closeHandler(closed -> clients.remove(client));
        response.exceptionHandler(broken -> clients.remove(client));
        client.open();
        if (timer.isRunning()) {
            client.tell(this::whole, Buffer.buffer());
        } else if (!taking) {
            take();
        }
    }

    /** Ends every client's response. */
    public void close() {
        timer.stop();
        List<LiveClient> all = new ArrayList<>(clients);
        clients.clear();
        all.forEach(LiveClient::end);
    }

    private void take() {
        if (clients.isEmpty()) {
            told(LiveState.NOTHING);
            return;
        }
        taking = true;
        LiveState before = told;
        Future.<Void>succeededFuture()
                .compose(now -> source.take())
                .timeout(settings.patience().toMillis(), TimeUnit.MILLISECONDS)
                .compose(rows -> control.executeBlocking(() -> change(before, rows.call()), false))
                .onComplete(taken -> {
                    taking = false;
                    timer.start(settings.interval(), this::take);
                    if (taken.succeeded()) {
                        tell(taken.result());
                    } else {
                        LOG.atDebug().setCause(taken.cause()).log("live state not taken");
                    }
                });
    }

    private static Change change(LiveState before, LiveState now) {
        return new Change(now, Buffer.buffer(now.event(before, false)));
    }

    private void tell(Change change) {
        told(change.to());
        for (LiveClient client : List.copyOf(clients)) {
            if (!client.isWelcome()) {
                clients.remove(client);
                client.end();
            } else if (!client.tell(this::whole, change.event())) {
                clients.remove(client);
                onDropped.run();
                LOG.atInfo().addKeyValue("patience", settings.patience()).log("live client dropped: it does not read");
                client.drop();
            }
        }
    }

    private void told(LiveState state) {
        told = state;
        whole = Optional.empty();
    }

    /** Joins rows that are made, once for all who need it. */
    private Buffer whole() {
        Buffer event = whole.orElseGet(() -> Buffer.buffer(told.fullEvent()));
        whole = Optional.of(event);
        return event;
    }
}
