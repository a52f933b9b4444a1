package cascade.gateway.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Logback appender to standard output that never makes its caller wait: the caller encodes the line, a
 * {@link LineWriter} writes it. Named in {@code logback.xml}.
 */
public final class LogAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private static final String GAP = "log lines left out: standard output takes no more";

    private volatile @Nullable Encoder<ILoggingEvent> encoder;
    private @Nullable LineWriter writer;
    private long bufferBytes = 4 << 20;

    /** Called by Logback's configurator, as the next. */
    public void setEncoder(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    @Override
    public void start() {
        if (encoder == null) {
            addError("no encoder");
            return;
        }
        // not System.out: its lock is held by whoever waits for a reader that stands still
        var stdout = new FileOutputStream(FileDescriptor.out);
        var started = new LineWriter(stdout, bufferBytes, this::encodeGap);
        started.start();
        writer = started;
        super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        Encoder<ILoggingEvent> lines = encoder;
        LineWriter to = writer;
        if (lines != null && to != null) {
            to.offer(LogLevels.level(event.getLevel()), lines.encode(event));
        }
    }

    @Override
    public void stop() {
        super.stop();
        if (writer != null) {
            writer.close();
        }
    }

    private byte[] encodeGap(long missing) {
        Encoder<ILoggingEvent> lines = encoder;
        return lines == null ? new byte[0] : lines.encode(gap(missing));
    }

    /** Each line is a JSON object from now on. */
    void json() {
        var json = new JsonEncoder();
        json.setContext(getContext());
        json.start();
        encoder = json;
    }

    @Nullable
    LineWriter writer() {
        return writer;
    }

    private LoggingEvent gap(long missing) {
        Logger logger = ((LoggerContext) getContext()).getLogger(LogAppender.class);
        var event = new LoggingEvent(LogAppender.class.getName(), logger, Level.WARN, GAP, null, null);
        event.setKeyValuePairs(List.of(new KeyValuePair("dropped", missing)));
        return event;
    }
}
