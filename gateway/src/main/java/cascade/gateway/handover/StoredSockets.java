package cascade.gateway.handover;

import cascade.gateway.handover.ServiceEnvironment.Inherited;
import cascade.gateway.media.DescriptorStore;
import cascade.gateway.media.SocketName;
import cascade.gateway.media.SocketName.Kind;
import cascade.gateway.media.io.linux.FileDescriptors;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Descriptor store of the service manager: a message for each socket that a leg opens and closes ({@code FDSTORE},
 * {@code FDSTOREREMOVE}), and the sockets that the former process left there. Any thread; nothing waits.
 *
 * <p>Sockets are handed over as legs come and go, and not the whole port range ahead: a range that is bound answers no
 * late packet with port unreachable, and gathers what strangers send to ports of no leg.
 */
final class StoredSockets implements DescriptorStore {

    private static final Logger LOG = LoggerFactory.getLogger(StoredSockets.class);

    private final Notifications manager;
    private final Map<SocketName, Integer> former = new ConcurrentHashMap<>();
    /** Of the former process, under names that are none of ours. */
    private final List<Inherited> foreign = new ArrayList<>();

    private final StoredNames names;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong unneeded = new AtomicLong();
    private volatile boolean restored;
    private volatile boolean left;

    StoredSockets(Notifications manager, List<Inherited> inherited, StoredNames names) {
        this.manager = manager;
        this.names = names;
        for (Inherited each : inherited) {
            Optional<SocketName> name = SocketName.parse(each.name());
            if (name.isEmpty() || former.putIfAbsent(name.get(), each.fd()) != null) {
                foreign.add(each);
            }
            name.ifPresent(names::add);
        }
    }

    int count() {
        return former.size();
    }

    /** How many a leg has taken over so far. */
    long taken() {
        return taken.get();
    }

    /** How many were closed because none took them. */
    long unneeded() {
        return unneeded.get();
    }

    @Override
    public OptionalInt take(SocketName name) {
        Integer fd = former.remove(name);
        if (fd == null) {
            return OptionalInt.empty();
        }
        taken.incrementAndGet();
        return OptionalInt.of(fd);
    }

    @Override
    public List<SocketName> connectionsOf(SocketName listener) {
        return former.isEmpty()
                ? List.of()
                : former.keySet().stream()
                        .filter(name -> name.kind() == Kind.TCP_CONNECTION && isAt(name.local(), listener.local()))
                        .toList();
    }

    private static boolean isAt(InetSocketAddress end, InetSocketAddress listener) {
        return end.getPort() == listener.getPort()
                && (listener.getAddress().isAnyLocalAddress()
                        || listener.getAddress().equals(end.getAddress()));
    }

    @Override
    public void keep(SocketName name, int fd) {
        if (left || !names.add(name)) {
            return;
        }
        try {
            manager.send("FDSTORE=1\nFDNAME=" + name.text() + poll(name), FileDescriptors.duplicate(fd));
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("socket", name.text()).setCause(e).log("socket would not survive this process");
        }
    }

    /**
     * The service manager lets go of a socket with an error, as a connection that broke has. With UDP it may be that of one
     * packet (ICMP port unreachable), and the next one gets there.
     */
    private static String poll(SocketName name) {
        return name.kind() == Kind.UDP ? "\nFDPOLL=0" : "";
    }

    @Override
    public void forget(SocketName name) {
        if (left) {
            return;
        }
        names.remove(name);
        manager.send("FDSTOREREMOVE=1\nFDNAME=" + name.text());
    }

    @Override
    public boolean isRestored() {
        return restored;
    }

    @Override
    public void closeRest() {
        restored = true;
        foreign.forEach(each -> manager.send("FDSTOREREMOVE=1\nFDNAME=" + each.name()));
        long count = closeHere(this::forget);
        unneeded.addAndGet(count);
        if (count > 0) {
            LOG.atInfo().addKeyValue("sockets", count).log("sockets of the former process were not needed");
        }
    }

    @Override
    public void leave() {
        left = true;
        long count = closeHere(name -> {});
        if (count + taken.get() > 0) {
            LOG.atInfo()
                    .addKeyValue("sockets", count + taken.get())
                    .log("sockets of the former process stay with the service manager");
        }
    }

    @Override
    public boolean isLeft() {
        return left;
    }

    /** Our descriptors of what nobody took. */
    private long closeHere(Consumer<SocketName> closed) {
        long count = 0;
        for (SocketName name : List.copyOf(former.keySet())) {
            Integer fd = former.remove(name);
            if (fd != null) {
                closed.accept(name);
                new Inherited(name.text(), fd).close();
                count++;
            }
        }
        count += foreign.size();
        foreign.forEach(Inherited::close);
        foreign.clear();
        return count;
    }
}
