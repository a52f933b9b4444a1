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
    private volatile boolean restored;

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

    @Override
    public OptionalInt take(SocketName name) {
        Integer fd = former.remove(name);
        return fd == null ? OptionalInt.empty() : OptionalInt.of(fd);
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
        if (!names.add(name)) {
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
        int count = former.size();
        for (SocketName name : List.copyOf(former.keySet())) {
            OptionalInt fd = take(name);
            if (fd.isPresent()) {
                forget(name);
                new Inherited(name.text(), fd.getAsInt()).close();
            }
        }
        for (Inherited each : foreign) {
            manager.send("FDSTOREREMOVE=1\nFDNAME=" + each.name());
            each.close();
        }
        if (count + foreign.size() > 0) {
            LOG.atInfo()
                    .addKeyValue("sockets", count + foreign.size())
                    .log("sockets of the former process were not needed");
        }
        foreign.clear();
    }
}
