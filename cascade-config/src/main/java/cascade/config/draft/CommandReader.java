package cascade.config.draft;

import cascade.config.gateway.CommandConfig;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import java.time.Duration;
import java.util.function.Supplier;

/** Reader of {@code gateway.command}. */
final class CommandReader {

    private CommandReader() {}

    static Supplier<CommandConfig> read(Section section) {
        Field<Duration> responseTimeout = section.read("response-timeout", Kinds.TIMER);
        Field<Duration> recordTimeout = section.read("record-timeout", Kinds.TIMER);
        Field<Integer> recordPieces = section.read("record-pieces", Kinds.count(1));
        Field<Duration> recordGrace = section.read("record-grace", Kinds.DURATION_OR_ZERO);
        Field<Integer> maxRecords = section.read("max-records", Kinds.count(1));
        Field<Integer> maxPending = section.read("max-pending", Kinds.count(1));
        Field<Integer> recent = section.read("recent", Kinds.count(0));
        Field<Integer> audit = section.read("audit", Kinds.count(0));
        section.finish();
        return () -> new CommandConfig(
                responseTimeout.get(),
                recordTimeout.get(),
                recordPieces.get(),
                recordGrace.get(),
                maxRecords.get(),
                maxPending.get(),
                recent.get(),
                audit.get());
    }
}
