package cascade.config.draft;

import cascade.config.gateway.CallConfig;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import java.time.Duration;
import java.util.function.Supplier;

/** Reader of {@code gateway.call}. */
final class CallReader {

    private CallReader() {}

    static Supplier<CallConfig> read(Section section) {
        Field<Duration> lowerAnswerTimeout = section.read("lower-answer-timeout", Kinds.TIMER);
        Field<Duration> ackTimeout = section.read("ack-timeout", Kinds.TIMER);
        Field<Duration> controlTimeout = section.read("control-timeout", Kinds.TIMER);
        Field<Duration> fileEndTimeout = section.read("file-end-timeout", Kinds.TIMER);
        Field<Duration> broadcastTimeout = section.read("broadcast-timeout", Kinds.TIMER);
        Field<Duration> offlineRetryAfter = section.read("offline-retry-after", Kinds.TIMER);
        Field<Duration> drainRetryAfter = section.read("drain-retry-after", Kinds.TIMER);
        Field<Duration> stopTimeout = section.read("stop-timeout", Kinds.TIMER);
        Field<Duration> reaperInterval = section.read("reaper-interval", Kinds.TIMER);
        Field<Integer> recentCalls = section.read("recent-calls", Kinds.count(0));
        section.finish();
        return () -> new CallConfig(
                lowerAnswerTimeout.get(),
                ackTimeout.get(),
                controlTimeout.get(),
                fileEndTimeout.get(),
                broadcastTimeout.get(),
                offlineRetryAfter.get(),
                drainRetryAfter.get(),
                stopTimeout.get(),
                reaperInterval.get(),
                recentCalls.get());
    }
}
