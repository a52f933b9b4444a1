package cascade.gateway.handover;

import cascade.gateway.media.io.linux.FileDescriptors;
import cascade.gateway.media.io.linux.UnixAddress;
import cascade.gateway.media.io.linux.UnixDatagrams;
import cascade.gateway.media.io.linux.UnixDatagrams.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
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

    /**
     * Sends a duplicate of each, and at last how many there are. Where the asker took them too slowly those that are left
     * are let go: nobody would name them again, and their ports would stay taken.
     *
     * @return how many were let go
     */
    int handTo(UnixDatagrams socket, UnixAddress asker, Duration timeout) throws IOException {
        long endNanos = System.nanoTime() + timeout.toNanos();
        boolean sent = true;
        int left = 0;
        for (Map.Entry<String, Integer> each : List.copyOf(held.entrySet())) {
            String line = Messages.NAME + "=" + each.getKey();
            sent = sent && send(socket, line, new int[] {each.getValue()}, asker, endNanos);
            if (!sent) {
                close(Optional.ofNullable(held.remove(each.getKey())));
                left++;
            }
        }
        if (sent) {
            send(socket, HandBack.COUNT + "=" + held.size(), NONE, asker, endNanos);
        }
        return left;
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
