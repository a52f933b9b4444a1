package cascade.gateway.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.monitoring.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineWriterTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final long MAX_BYTES = 4_000;

    /** Standard output whose reader may stand still, or whose disk may be full. */
    private static final class Output extends OutputStream {
        final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        final CountDownLatch readerGoesOn = new CountDownLatch(1);
        final CountDownLatch writing = new CountDownLatch(1);
        volatile boolean stalled;
        volatile boolean full;

        @Override
        public void write(int oneByte) {
            throw new UnsupportedOperationException("lines are written whole");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            writing.countDown();
            if (stalled) {
                try {
                    readerGoesOn.await();
                } catch (InterruptedException ended) {
                    throw new IOException(ended);
                }
            }
            if (full) {
                throw new IOException("No space left on device");
            }
            synchronized (taken) {
                taken.write(bytes, offset, length);
            }
        }

        String text() {
            synchronized (taken) {
                return taken.toString(UTF_8);
            }
        }
    }

    private final Output out = new Output();
    private final LineWriter writer =
            new LineWriter(out, MAX_BYTES, missing -> ("WARN missing " + missing + "\n").getBytes(UTF_8));

    @AfterEach
    void close() {
        out.readerGoesOn.countDown();
        writer.close();
    }

    @Test
    void writesLinesInTheirOrder() {
        writer.start();
        offer(LogLevel.INFO, "one\n");
        offer(LogLevel.ERROR, "two\n");

        assertThat(writer.flush(LONG)).isTrue();
        assertThat(out.text()).isEqualTo("one\ntwo\n");
        assertThat(writer.logged(LogLevel.INFO)).isOne();
        assertThat(writer.logged(LogLevel.ERROR)).isOne();
        assertThat(writer.dropped(LogLevel.INFO)).isZero();
    }

    @Test
    void linesThatComeOneBehindTheOtherAreWrittenTogetherForAMoment() {
        writer.start();
        long start = System.nanoTime();
        for (int number = 0; number < 10; number++) {
            String line = "line " + number + "\n";
            offer(LogLevel.INFO, line);
            await().pollDelay(Duration.ZERO).until(() -> out.text().endsWith(line));
        }

        // each waits for ten milliseconds behind the one before
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(50));
    }

    @Test
    @FieldReport("operator 1")
    void aReaderThatStandsStillCostsLinesAndNobodysTime() throws InterruptedException {
        stall();
        for (int i = 0; i < 1_000; i++) {
            offer(LogLevel.INFO, "line " + i + "\n");
        }

        assertThat(writer.logged(LogLevel.INFO)).isEqualTo(1_001);
        assertThat(writer.dropped(LogLevel.INFO)).isBetween(900L, 999L);
        assertThat(writer.flush(SHORT)).isFalse();
    }

    @Test
    void keepsTheLastQuarterForWarningsAndErrors() throws InterruptedException {
        stall();
        for (int i = 0; i < 1_000; i++) {
            offer(LogLevel.DEBUG, "line " + i + "\n");
        }
        offer(LogLevel.ERROR, "the one that matters\n");
        out.readerGoesOn.countDown();

        assertThat(writer.flush(LONG)).isTrue();
        assertThat(out.text()).contains("the one that matters");
        assertThat(writer.dropped(LogLevel.ERROR)).isZero();
    }

    @Test
    void tellsOnceHowManyLinesAreMissing() throws InterruptedException {
        stall();
        for (int i = 0; i < 1_000; i++) {
            offer(LogLevel.INFO, "line " + i + "\n");
        }
        out.readerGoesOn.countDown();
        assertThat(writer.flush(LONG)).isTrue();
        offer(LogLevel.INFO, "after\n");
        assertThat(writer.flush(LONG)).isTrue();

        assertThat(out.text().lines().filter(line -> line.startsWith("WARN")))
                .containsExactly("WARN missing " + writer.dropped(LogLevel.INFO));
    }

    @Test
    void roomComesBackWhenTheReaderGoesOn() throws InterruptedException {
        stall();
        for (int i = 0; i < 1_000; i++) {
            offer(LogLevel.INFO, "line " + i + "\n");
        }
        out.readerGoesOn.countDown();
        assertThat(writer.flush(LONG)).isTrue();
        long droppedBefore = writer.dropped(LogLevel.INFO);
        offer(LogLevel.INFO, "after\n");

        assertThat(writer.flush(LONG)).isTrue();
        assertThat(out.text()).endsWith("after\n");
        assertThat(writer.dropped(LogLevel.INFO)).isEqualTo(droppedBefore);
    }

    @Test
    @FieldReport("operator 18")
    void countsLinesThatTheOutputRefuses() {
        out.full = true;
        writer.start();
        offer(LogLevel.INFO, "lost\n");
        assertThat(writer.flush(LONG)).isTrue();
        assertThat(writer.dropped(LogLevel.INFO)).isOne();

        out.full = false;
        offer(LogLevel.INFO, "there is space again\n");
        assertThat(writer.flush(LONG)).isTrue();
        assertThat(out.text()).isEqualTo("there is space again\nWARN missing 1\n");
    }

    @Test
    void endsItsThreadAndCountsWhatComesLater() {
        writer.start();
        writer.close();
        offer(LogLevel.WARN, "too late\n");

        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("log")));
        assertThat(writer.dropped(LogLevel.WARN)).isOne();
    }

    /** The writing thread stands in a write, so that further lines wait. */
    private void stall() throws InterruptedException {
        out.stalled = true;
        writer.start();
        offer(LogLevel.INFO, "first\n");
        out.writing.await();
    }

    private void offer(LogLevel level, String line) {
        writer.offer(level, line.getBytes(UTF_8));
    }
}
