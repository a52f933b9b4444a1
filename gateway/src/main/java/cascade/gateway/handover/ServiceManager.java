package cascade.gateway.handover;

import cascade.gateway.handover.ServiceEnvironment.Inherited;
import cascade.gateway.media.DescriptorStore;
import cascade.gateway.media.io.linux.FileDescriptors;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Service manager as its service sees it: told of our state (sd_notify(3)), and holder of our sockets. Without one,
 * nothing is told to nobody. Any thread; nothing waits but {@link #close}.
 */
public final class ServiceManager implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

    /** Nobody who started us wants to hear anything. */
    public static final ServiceManager NONE =
            new ServiceManager(Optional.empty(), Optional.empty(), Optional.empty(), 0);

    /** How long the last words may take to leave. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final int MAX_STATUS = 200;

    /**
     * @param sockets whether it is to hold our sockets
     * @param askTimeout within which our keeper answers what it holds
     */
    public record Settings(boolean sockets, Duration askTimeout) {}

    private final Optional<Notifications> notifications;
    private final Optional<Duration> watchdog;
    private final Optional<StoredSockets> sockets;
    private final int atHand;

    private ServiceManager(
            Optional<Notifications> notifications,
            Optional<Duration> watchdog,
            Optional<StoredSockets> sockets,
            int atHand) {
        this.notifications = notifications;
        this.watchdog = watchdog;
        this.sockets = sockets;
        this.atHand = atHand;
    }

    /**
     * The one that started this process, by its environment. To be called once, before sockets are opened: what it holds
     * has its ports.
     *
     * @param variables as {@link System#getenv()} has them
     */
    public static ServiceManager of(Map<String, String> variables, Settings settings) {
        ServiceEnvironment environment =
                ServiceEnvironment.read(variables, ProcessHandle.current().pid());
        environment
                .problems()
                .forEach(problem -> LOG.atWarn()
                        .addKeyValue("cause", problem)
                        .log("environment of the service manager is not understood"));
        if (environment.notifySocket().isEmpty()) {
            return NONE;
        }
        try {
            return connect(environment, settings);
        } catch (IOException | LinkageError | IllegalCallerException e) {
            LOG.atWarn().setCause(e).log("service manager cannot be told anything");
            return NONE;
        }
    }

    private static ServiceManager connect(ServiceEnvironment environment, Settings settings) throws IOException {
        Notifications notifications =
                Notifications.to(environment.notifySocket().orElseThrow());
        List<Inherited> inherited = new ArrayList<>(environment.inherited());
        if (environment.keeper()) {
            inherited.addAll(HandBack.ask(environment.notifySocket().orElseThrow(), settings.askTimeout()));
        }
        for (Inherited each : inherited) {
            FileDescriptors.closeOnExec(each.fd());
        }
        StoredSockets sockets = new StoredSockets(
                notifications,
                inherited,
                new StoredNames(environment.keeper() ? StoredNames.OF_MESSAGES : StoredNames.OF_A_VARIABLE));
        if (!inherited.isEmpty()) {
            LOG.atInfo().addKeyValue("sockets", sockets.count()).log("sockets of the former process are at hand");
        }
        boolean kept = settings.sockets() && environment.storeSize().orElse(1) > 0;
        if (!kept) {
            sockets.closeRest();
        }
        return new ServiceManager(
                Optional.of(notifications),
                environment.watchdog(),
                kept ? Optional.of(sockets) : Optional.empty(),
                kept ? sockets.count() : 0);
    }

    /** Holder of our sockets; {@link DescriptorStore#NONE} where there is none. */
    public DescriptorStore store() {
        return sockets.<DescriptorStore>map(held -> held).orElse(DescriptorStore.NONE);
    }

    /** Whether somebody who started us wants to hear anything. */
    public boolean isThere() {
        return notifications.isPresent();
    }

    /** How many sockets of the former process there were at the start. */
    public int atHand() {
        return atHand;
    }

    /** How many of them a leg has taken over so far. */
    public long takenOver() {
        return sockets.map(StoredSockets::taken).orElse(0L);
    }

    /** How many of them were closed because no call took them. */
    public long unneeded() {
        return sockets.map(StoredSockets::unneeded).orElse(0L);
    }

    /** Within which it wants to hear {@link #alive}; empty: it does not. */
    public Optional<Duration> watchdog() {
        return watchdog;
    }

    /** We serve; also after {@link #reloading}. */
    public void ready() {
        send("READY=1");
    }

    /** A reload of the configuration began; its end is told by {@link #ready}. */
    public void reloading() {
        // what System.nanoTime counts is CLOCK_MONOTONIC, as systemd wants it
        send("RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
    }

    public void stopping() {
        send("STOPPING=1");
    }

    /** The loops turn. */
    public void alive() {
        send("WATCHDOG=1");
    }

    /** A line for people, as {@code systemctl status} shows it. */
    public void status(String line) {
        String oneLine = line.replace('\n', ' ');
        send("STATUS=" + oneLine.substring(0, Math.min(oneLine.length(), MAX_STATUS)));
    }

    private void send(String text) {
        notifications.ifPresent(queue -> queue.send(text));
    }

    /** Waits a moment for what was told to leave. Not on a loop. */
    @Override
    public void close() {
        notifications.ifPresent(queue -> {
            try {
                queue.flush(LAST_WORDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                queue.close();
            }
        });
    }
}
