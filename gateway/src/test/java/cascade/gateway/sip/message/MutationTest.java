package cascade.gateway.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import cascade.gateway.sip.message.SipReader.Reading;
import cascade.gateway.testkit.sip.WireMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reading never throws, hangs or remembers, whatever becomes of a real message on its way. */
class MutationTest {

    private static final long SEED = 28_181;
    private static final int MUTANTS = 20_000;
    private static final Duration LONGEST = Duration.ofMillis(50);
    private static final byte[] TELLING =
            "\r\n\0\t :;,=<>\"\\@[]%?&*-+/().0123456789\u007f\u00ff\u0085".getBytes(StandardCharsets.ISO_8859_1);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static List<byte[]> captures;

    private final SipReader reader = new SipReader(WireMessage.LIMITS);

    @BeforeAll
    static void load() throws IOException, URISyntaxException {
        Path root = Path.of(MutationTest.class.getResource("/captures").toURI());
        try (Stream<Path> files = Files.walk(root)) {
            captures = files.filter(file -> file.toString().endsWith(".sip"))
                    .sorted()
                    .map(MutationTest::bytes)
                    .toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void mutatedCapturesAreReadOrRefusedInNoTime() {
        List<String> before = captures.stream().map(this::outcome).toList();
        var random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutate(captures.get(random.nextInt(captures.size())), random);
            refused += readsInTime(mutant, random.nextBoolean(), i) ? 0 : 1;
        }
        // a mutation that changes nothing, or everything, would prove nothing
        assertThat(refused).isBetween(MUTANTS / 10, MUTANTS * 9 / 10);
        assertThat(captures.stream().map(this::outcome)).isEqualTo(before);
    }

    private String outcome(byte[] bytes) {
        var read = (Reading.Message) reader.read(bytes, false);
        return read.repairs() + new String(SipWriter.write(read.message()), StandardCharsets.ISO_8859_1);
    }

    /** Whether it was read, not refused. */
    private boolean readsInTime(byte[] mutant, boolean reliable, int number) {
        String name =
                "mutant " + number + " of seed " + SEED + ": " + HexFormat.of().formatHex(mutant);
        Reading reading;
        try {
            // a slow input is slow twice, a class that had to be loaded is not
            if (timeToRead(mutant, reliable).compareTo(LONGEST) > 0) {
                assertThat(timeToRead(mutant, reliable)).as(name).isLessThan(LONGEST);
            }
            reading = reader.read(mutant, reliable);
        } catch (RuntimeException | Error thrown) {
            return fail(name, thrown);
        }
        return switch (reading) {
            case Reading.Message message -> writesOneHead(message.message(), mutant);
            case Reading.Refused answered -> {
                answered.answer().ifPresent(answer -> isHarmless(answer, mutant));
                yield false;
            }
            case Reading.KeepAlive nothing -> true;
        };
    }

    private Duration timeToRead(byte[] mutant, boolean reliable) {
        long start = THREADS.getCurrentThreadCpuTime();
        reader.read(mutant, reliable);
        return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
    }

    /** What was read can be written, and its values have not smuggled lines in. */
    private boolean writesOneHead(SipMessage message, byte[] mutant) {
        String written = new String(SipWriter.write(message), StandardCharsets.ISO_8859_1);
        String head = written.substring(0, written.length() - message.body().length);
        int lines = 6
                + message.vias().size()
                + message.contacts().size()
                + message.headers().fields().size();
        assertThat(head.split("\r\n", -1)).as(HexFormat.of().formatHex(mutant)).hasSize(lines + 2);
        assertThat(head.replace("\r\n", "")).doesNotContain("\r", "\n", "\0");
        return true;
    }

    private static void isHarmless(byte[] answer, byte[] mutant) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("SIP/2.0 ").endsWith("\r\nContent-Length: 0\r\n\r\n");
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n", "\0");
        assertThat(answer.length).isLessThan(mutant.length + 100);
    }

    private byte[] mutate(byte[] original, Random random) {
        byte[] mutant = original;
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && mutant.length > 1; i++) {
            mutant = change(mutant, random);
        }
        return mutant;
    }

    private byte[] change(byte[] bytes, Random random) {
        // the head is where the grammar is
        int reach = random.nextInt(4) == 0 ? bytes.length : Math.min(bytes.length, 500);
        int at = random.nextInt(reach);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
        byte[] head = Arrays.copyOf(bytes, at);
        byte[] cut = Arrays.copyOfRange(bytes, at, at + length);
        byte[] tail = Arrays.copyOfRange(bytes, at, bytes.length);
        byte[] rest = Arrays.copyOfRange(bytes, at + length, bytes.length);
        return switch (random.nextInt(7)) {
            case 0 -> join(head, new byte[] {(byte) (bytes[at] ^ (1 << random.nextInt(8)))}, tail, 1);
            case 1 -> join(head, new byte[] {TELLING[random.nextInt(TELLING.length)]}, tail, 1);
            case 2 -> join(head, rest);
            case 3 -> join(head, cut, tail, 0);
            case 4 -> join(head, noise(random), tail, 0);
            case 5 -> random.nextInt(8) == 0 ? head : join(head, TELLING, tail, 0);
            default -> {
                byte[] other = captures.get(random.nextInt(captures.size()));
                int from = random.nextInt(other.length);
                int to = Math.min(other.length, from + 100);
                yield join(head, Arrays.copyOfRange(other, from, to), tail, 0);
            }
        };
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[1 + random.nextInt(40)];
        if (random.nextBoolean()) {
            random.nextBytes(noise);
        } else {
            Arrays.fill(noise, TELLING[random.nextInt(TELLING.length)]);
        }
        return noise;
    }

    private static byte[] join(byte[] one, byte[] two) {
        return join(one, new byte[0], two, 0);
    }

    private static byte[] join(byte[] one, byte[] two, byte[] three, int skip) {
        var joined = new ByteArrayOutputStream();
        joined.writeBytes(one);
        joined.writeBytes(two);
        joined.write(three, skip, three.length - skip);
        return joined.toByteArray();
    }
}
