package cascade.gateway.testkit;

import cascade.gateway.media.io.linux.FileDescriptors;
import cascade.gateway.media.io.linux.UnixAddress;
import cascade.gateway.media.io.linux.UnixDatagrams;
import cascade.gateway.media.io.linux.UnixDatagrams.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Service manager in one thread: notes what it is told, and holds the descriptors that it is sent, as systemd does (sd_notify(3)).
 * It hands them back as our keeper does, so that the process that asks may be the one that died. Any thread.
 */
public final class FakeServiceManager implements AutoCloseable {

    private static final int LOOK_MILLIS = 10;

    private final UnixAddress address;
    private final UnixDatagrams socket;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> held = new LinkedHashMap<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean deaf;

    /** @param address a path, or {@code @} and a name */
    public FakeServiceManager(String address) throws IOException {
        this.address = new UnixAddress(address);
        this.socket = UnixDatagrams.bind(this.address);
        this.thread = Thread.ofPlatform().name("service-manager").daemon().start(this::run);
    }

    /** Under an abstract name that nobody else has. */
    public static FakeServiceManager start() throws IOException {
        return new FakeServiceManager("@cascade-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    }

    /** What a process that it starts finds in its environment. */
    public Map<String, String> environment() {
        return Map.of("NOTIFY_SOCKET", address.text(), "CASCADE_KEEPER", "1");
    }

    /** What it was told, message by message. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** The names of what it holds. */
    public Set<String> held() {
        synchronized (held) {
            return new TreeSet<>(held.keySet());
        }
    }

    public void awaitHeard(String message) {
        Awaitility.await("told " + message).until(() -> heard.contains(message));
    }

    public void awaitHeld(String... names) {
        Awaitility.await("holds " + List.of(names)).until(() -> held().equals(new TreeSet<>(List.of(names))));
    }

    /** Lets go of nothing and takes nothing from now on: its service has died. It still answers what it holds. */
    public void serviceDied() {
        deaf = true;
    }

    private void run() {
        try {
            while (!closed) {
                Optional<Received> received = socket.receive(LOOK_MILLIS);
                if (received.isPresent()) {
                    onMessage(received.get());
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void onMessage(Received received) throws IOException {
        String message = new String(received.message(), StandardCharsets.UTF_8);
        if (message.startsWith("X_CASCADE_HAND_BACK=")) {
            handBack(received.from().orElseThrow());
            deaf = false;
            return;
        }
        heard.add(message);
        synchronized (held) {
            String name = message.contains("FDNAME=") ? message.replaceAll("(?s).*FDNAME=([^\n]*).*", "$1") : "";
            if (message.contains("FDSTOREREMOVE=1") && !deaf) {
                close(held.remove(name));
            }
            for (int fd : received.descriptors()) {
                close(message.contains("FDSTORE=1") && !deaf ? held.put(name, fd) : Integer.valueOf(fd));
            }
        }
    }

    private void handBack(UnixAddress asker) throws IOException {
        synchronized (held) {
            for (Map.Entry<String, Integer> each : held.entrySet()) {
                send("FDNAME=" + each.getKey(), new int[] {each.getValue()}, asker);
            }
            send("X_CASCADE_HANDED_BACK=" + held.size(), new int[0], asker);
        }
    }

    private void send(String message, int[] descriptors, UnixAddress to) throws IOException {
        while (!socket.send(message.getBytes(StandardCharsets.UTF_8), descriptors, to)) {
            Thread.onSpinWait();
        }
    }

    private static void close(@Nullable Integer fd) throws IOException {
        if (fd != null) {
            FileDescriptors.close(fd);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        synchronized (held) {
            for (int fd : held.values()) {
                FileDescriptors.close(fd);
            }
            held.clear();
        }
        socket.close();
    }
}
