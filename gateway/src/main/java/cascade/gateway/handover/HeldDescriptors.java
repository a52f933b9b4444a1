package cascade.gateway.handover;

import cascade.gateway.media.io.linux.FileDescriptors;
import cascade.gateway.media.io.linux.UnixAddress;
import cascade.gateway.media.io.linux.UnixDatagrams;
import cascade.gateway.media.io.linux.UnixDatagrams.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Descriptors that a keeper holds for its service, by name. One thread at a time. */
final class HeldDescriptors {

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int[] NONE = {};

    private final Map<String, Integer> held = new LinkedHashMap<>();

    int count() {
        return held.size();
    }

    /** Takes what a message brings, lets go of what it names, and forgets the descriptors of all other messages. */
    void onMessage(Received received) throws IOException {
        Map<String, String> lines = Messages.parse(received.message());
        String name = lines.getOrDefault(Messages.NAME, "");
        if (lines.containsKey(Messages.REMOVE)) {
            close(Optional.ofNullable(held.remove(name)));
        }
        for (int fd : received.descriptors()) {
            if (lines.containsKey(Messages.STORE) && !name.isEmpty()) {
                close(Optional.ofNullable(held.put(name, fd)));
            } else {
                close(Optional.of(fd));
            }
        }
    }

    /** Sends a duplicate of each, and at last how many there are. False where the asker took them too slowly. */
    boolean handTo(UnixDatagrams socket, UnixAddress asker, Duration timeout) throws IOException {
        long startNanos = System.nanoTime();
        boolean sent = true;
        for (Map.Entry<String, Integer> each : held.entrySet()) {
            String line = Messages.NAME + "=" + each.getKey();
            sent = sent && send(socket, line, new int[] {each.getValue()}, asker, startNanos + timeout.toNanos());
        }
        return sent && send(socket, HandBack.COUNT + "=" + held.size(), NONE, asker, startNanos + timeout.toNanos());
    }

    private static boolean send(UnixDatagrams socket, String text, int[] descriptors, UnixAddress asker, long endNanos)
            throws IOException {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        while (!socket.send(message, descriptors, asker)) {
            if (System.nanoTime() - endNanos >= 0) {
                return false;
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
        return true;
    }

    void closeAll() throws IOException {
        for (int fd : held.values()) {
            FileDescriptors.close(fd);
        }
        held.clear();
    }

    private static void close(Optional<Integer> fd) throws IOException {
        if (fd.isPresent()) {
            FileDescriptors.close(fd.get());
        }
    }
}
