package cascade.gateway.handover;

import cascade.gateway.media.io.linux.FileDescriptors;
import cascade.gateway.media.io.linux.UnixAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Environment that a service manager gives to its service: sd_notify(3), sd_watchdog_enabled(3), sd_listen_fds(3).
 *
 * @param notifySocket where it hears us; empty: nobody does
 * @param watchdog within which it wants to hear {@code WATCHDOG=1}; empty: it does not
 * @param storeSize descriptors that it would hold; empty where it does not say (systemd before 254)
 * @param inherited descriptors that were open when we started, under their names
 * @param keeper true when it is our own, which hands descriptors over when asked
 * @param problems what in it was not as it should be, for the log
 */
record ServiceEnvironment(
        Optional<UnixAddress> notifySocket,
        Optional<Duration> watchdog,
        OptionalInt storeSize,
        List<Inherited> inherited,
        boolean keeper,
        List<String> problems) {

    /** Set by {@link Keeper}. */
    static final String KEEPER = "CASCADE_KEEPER";

    static final String NOTIFY_SOCKET = "NOTIFY_SOCKET";
    static final String WATCHDOG_USEC = "WATCHDOG_USEC";

    private static final int FIRST_DESCRIPTOR = 3;
    private static final String UNNAMED = "unknown";

    /** Descriptor with the name under which it was kept. */
    record Inherited(String name, int fd) {

        private static final Logger LOG = LoggerFactory.getLogger(Inherited.class);

        /** Lets it go, since nobody here wants it. */
        void close() {
            try {
                FileDescriptors.close(fd);
            } catch (IOException e) {
                LOG.atWarn()
                        .addKeyValue("socket", name)
                        .setCause(e)
                        .log("socket of the former process was not closed cleanly");
            }
        }
    }

    /** @param pid ours: what is meant for another process is not ours to take */
    static ServiceEnvironment read(Map<String, String> variables, long pid) {
        List<String> problems = new ArrayList<>();
        Optional<UnixAddress> socket = socket(variables, problems);
        return new ServiceEnvironment(
                socket,
                isOurs(variables, "WATCHDOG_PID", pid) ? watchdog(variables, problems) : Optional.empty(),
                size(variables, problems),
                variables.getOrDefault("LISTEN_PID", "").equals(String.valueOf(pid))
                        ? inherited(variables, problems)
                        : List.of(),
                socket.isPresent() && variables.containsKey(KEEPER),
                List.copyOf(problems));
    }

    private static Optional<UnixAddress> socket(Map<String, String> variables, List<String> problems) {
        String text = variables.getOrDefault(NOTIFY_SOCKET, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UnixAddress(text));
        } catch (IllegalArgumentException notOne) {
            problems.add(NOTIFY_SOCKET + ": " + notOne.getMessage());
            return Optional.empty();
        }
    }

    private static boolean isOurs(Map<String, String> variables, String key, long pid) {
        return variables.getOrDefault(key, String.valueOf(pid)).equals(String.valueOf(pid));
    }

    private static Optional<Duration> watchdog(Map<String, String> variables, List<String> problems) {
        OptionalLong micros = number(variables, WATCHDOG_USEC, problems);
        return micros.isPresent() && micros.getAsLong() > 0
                ? Optional.of(Duration.ofNanos(Math.multiplyExact(micros.getAsLong(), 1_000L)))
                : Optional.empty();
    }

    private static OptionalInt size(Map<String, String> variables, List<String> problems) {
        OptionalLong size = number(variables, "FDSTORE", problems);
        return size.isPresent()
                ? OptionalInt.of((int) Math.min(size.getAsLong(), Integer.MAX_VALUE))
                : OptionalInt.empty();
    }

    private static List<Inherited> inherited(Map<String, String> variables, List<String> problems) {
        long count = number(variables, "LISTEN_FDS", problems).orElse(0);
        String[] names = variables.getOrDefault("LISTEN_FDNAMES", "").split(":", -1);
        List<Inherited> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new Inherited(i < names.length ? names[i] : UNNAMED, FIRST_DESCRIPTOR + i));
        }
        return all;
    }

    /** A number of up to twelve digits: a watchdog of days, and far more descriptors than there are. */
    private static OptionalLong number(Map<String, String> variables, String key, List<String> problems) {
        String text = variables.getOrDefault(key, "");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (text.length() > 12 || !text.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            problems.add(key + ": " + text + " (expected: a number)");
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
