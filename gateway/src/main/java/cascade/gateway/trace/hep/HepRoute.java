package cascade.gateway.trace.hep;

import cascade.config.gateway.HepConfig;
import cascade.config.value.HostPort;
import cascade.config.value.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Route to the collector of the configuration: a link that is opened when it is needed, again when it broke, and elsewhere
 * when the configuration says so. The {@code hep} thread, which the name service and the collector may block.
 */
final class HepRoute implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HepRoute.class);

    private record Collector(HostPort address, Transport transport) {}

    private Optional<Collector> collector = Optional.empty();
    private Optional<HepLink> link = Optional.empty();
    private Optional<Long> failedNanos = Optional.empty();

    /** How many of the packets left: none while there is no way to the collector. */
    int send(HepBatch packets, HepConfig config) {
        Optional<HepLink> open = link(config);
        if (open.isEmpty()) {
            return 0;
        }
        try {
            return open.get().send(packets);
        } catch (IOException broken) {
            fail("hep collector given up", config, broken);
            return 0;
        }
    }

    private Optional<HepLink> link(HepConfig config) {
        Optional<Collector> wanted = config.address().map(address -> new Collector(address, config.transport()));
        if (!wanted.equals(collector)) {
            close();
            collector = wanted;
            failedNanos = Optional.empty();
        }
        if (link.filter(open -> !open.stands()).isPresent()) {
            close();
        }
        if (link.isEmpty() && mayTry(config)) {
            wanted.ifPresent(there -> open(there, config));
        }
        return link;
    }

    private boolean mayTry(HepConfig config) {
        return failedNanos
                .filter(at -> System.nanoTime() - at < config.retry().toNanos())
                .isEmpty();
    }

    private void open(Collector there, HepConfig config) {
        try {
            InetAddress host = InetAddress.getByName(there.address().host());
            var address = new InetSocketAddress(host, there.address().port());
            link = Optional.of(
                    switch (there.transport()) {
                        case UDP -> HepDatagrams.open(address);
                        case TCP -> HepConnection.open(address, config.timeout());
                    });
            failedNanos = Optional.empty();
        } catch (IOException unreachable) {
            fail("hep collector not reached", config, unreachable);
        }
    }

    /** Said once, until it worked again. */
    private void fail(String what, HepConfig config, IOException cause) {
        if (failedNanos.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue(
                            "address", config.address().map(HostPort::toString).orElse(""))
                    .addKeyValue("transport", config.transport())
                    .addKeyValue("cause", cause.toString())
                    .log(what);
        }
        failedNanos = Optional.of(System.nanoTime());
        close();
    }

    @Override
    public void close() {
        try {
            if (link.isPresent()) {
                link.get().close();
            }
        } catch (IOException ignored) {
            LOG.atDebug().addKeyValue("cause", ignored.getMessage()).log("hep link not closed cleanly");
        }
        link = Optional.empty();
    }
}
