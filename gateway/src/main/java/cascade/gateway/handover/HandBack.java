package cascade.gateway.handover;

import cascade.gateway.handover.ServiceEnvironment.Inherited;
import cascade.gateway.media.io.linux.UnixAddress;
import cascade.gateway.media.io.linux.UnixDatagrams;
import cascade.gateway.media.io.linux.UnixDatagrams.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Question to our keeper which sockets it holds, and its answer: a message for each, and one that counts them. Java hands
 * no descriptors to a process that it starts, so the new gateway asks for them.
 */
final class HandBack {

    private static final Logger LOG = LoggerFactory.getLogger(HandBack.class);

    static final String ASK = "X_CASCADE_HAND_BACK";
    static final String COUNT = "X_CASCADE_HANDED_BACK";

    private HandBack() {}

    /** What the keeper holds; what has come until then when it does not answer in time. */
    static List<Inherited> ask(UnixAddress keeper, Duration timeout) throws IOException {
        List<Inherited> held = new ArrayList<>();
        try {
            ask(keeper, timeout, held);
            return held;
        } catch (IOException | RuntimeException failed) {
            held.forEach(Inherited::close);
            throw failed;
        }
    }

    private static void ask(UnixAddress keeper, Duration timeout, List<Inherited> held) throws IOException {
        long startNanos = System.nanoTime();
        try (UnixDatagrams socket = UnixDatagrams.open()) {
            boolean asked = false;
            while (true) {
                long left = timeout.toMillis() - (System.nanoTime() - startNanos) / 1_000_000;
                if (left <= 0) {
                    LOG.atWarn()
                            .addKeyValue("sockets", held.size())
                            .log("keeper did not hand all sockets back in time");
                    return;
                }
                asked = asked || socket.send((ASK + "=1").getBytes(StandardCharsets.UTF_8), new int[0], keeper);
                var received = socket.receive(asked ? (int) left : 1);
                if (received.isPresent() && isFrom(keeper, received.get()) && take(received.get(), held)) {
                    return;
                }
            }
        }
    }

    /** Anybody on this machine can send to us; the keeper's own address is in a folder that is closed to others. */
    private static boolean isFrom(UnixAddress keeper, Received received) {
        boolean isKeeper = received.from().equals(Optional.of(keeper));
        if (!isKeeper) {
            LOG.atWarn()
                    .addKeyValue(
                            "address", received.from().map(UnixAddress::text).orElse(""))
                    .log("message of a stranger in the place of the keeper");
            inherited(received).forEach(Inherited::close);
        }
        return isKeeper;
    }

    /** True with the last message. */
    private static boolean take(Received received, List<Inherited> held) {
        if (received.isCut()) {
            LOG.atError()
                    .addKeyValue("socket", Messages.parse(received.message()).getOrDefault(Messages.NAME, ""))
                    .log("socket of the former process did not fit in: more open files are needed (LimitNOFILE)");
        }
        held.addAll(inherited(received));
        return Messages.parse(received.message()).containsKey(COUNT);
    }

    private static List<Inherited> inherited(Received received) {
        String name = Messages.parse(received.message()).getOrDefault(Messages.NAME, "");
        return IntStream.of(received.descriptors())
                .mapToObj(fd -> new Inherited(name, fd))
                .toList();
    }
}
