package cascade.gateway.assembly;

import cascade.config.gateway.HandoverConfig;
import cascade.config.gateway.HandoverMode;
import cascade.gateway.admin.view.CapacityView;
import cascade.gateway.handover.ServiceManager;
import cascade.gateway.handover.Watchdog;
import cascade.gateway.media.Inheritance;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.time.Timers;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;

/** Reports to the service manager while the gateway runs: the watchdog, and a line about calls. Control loop only. */
public final class ServiceReports {

    private final Timers timers;
    private final ServiceManager manager;
    private final Watchdog watchdog;
    private final Supplier<CapacityView> capacity;
    private Runnable cancel = () -> {};

    public ServiceReports(Timers timers, ServiceManager manager, MediaPlane plane, Supplier<CapacityView> capacity) {
        this.timers = timers;
        this.manager = manager;
        this.watchdog = new Watchdog(timers, plane::turn, manager::alive);
        this.capacity = capacity;
    }

    /** Whether our sockets are to be held, and how long we wait for those that are. */
    public static ServiceManager.Settings settings(HandoverConfig config) {
        return new ServiceManager.Settings(config.sockets() == HandoverMode.AUTO, config.askTimeout());
    }

    /** What the media plane takes over. Nobody has read the sockets since this process was started, or longer. */
    public static Inheritance inheritance(ServiceManager manager, HandoverConfig config) {
        long aliveMillis = ManagementFactory.getRuntimeMXBean().getUptime();
        return new Inheritance(manager.store(), Duration.ofMillis(Math.max(1, aliveMillis)), config.backlogSpeed());
    }

    /** The gateway serves. */
    public void start(HandoverConfig config) {
        manager.ready();
        if (!manager.isThere()) {
            return;
        }
        manager.watchdog().ifPresent(watchdog::start);
        cancel = timers.every(config.statusInterval(), this::report);
        report();
    }

    private void report() {
        CapacityView now = capacity.get();
        manager.status(now.streams() + " streams to " + now.viewers() + " viewers, " + now.bps() / 1_000 + " kbit/s");
    }

    /** A reload of the configuration begins. */
    public void reloading() {
        manager.reloading();
    }

    public void reloaded() {
        manager.ready();
    }

    public void close() {
        watchdog.close();
        cancel.run();
    }
}
