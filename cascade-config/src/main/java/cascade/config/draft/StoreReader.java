package cascade.config.draft;

import cascade.config.gateway.StoreConfig;
import cascade.config.gateway.StoreKind;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import java.time.Duration;
import java.util.function.Supplier;

/** Reader of {@code gateway.store}. */
final class StoreReader {

    private static final int LEAST_BYTES = 64 << 10;

    private StoreReader() {}

    static Supplier<StoreConfig> read(Section section) {
        Field<StoreKind> kind = section.read("kind", Kinds.choice("a kind of store", StoreKind.class));
        Field<Duration> syncInterval = section.read("sync-interval", Kinds.TIMER);
        Field<Duration> writeTimeout = section.read("write-timeout", Kinds.TIMER);
        Field<Duration> retry = section.read("retry", Kinds.TIMER);
        Field<Integer> compactAfter = section.read("compact-after", Kinds.size(LEAST_BYTES));
        Field<Integer> backlog = section.read("backlog", Kinds.size(LEAST_BYTES));
        Field<Boolean> refreshAtStart = section.read("refresh-at-start", Kinds.SWITCH);
        Field<Boolean> leaveAtStop = section.read("leave-at-stop", Kinds.SWITCH);
        section.finish();
        return () -> new StoreConfig(
                kind.get(),
                syncInterval.get(),
                writeTimeout.get(),
                retry.get(),
                compactAfter.get(),
                backlog.get(),
                refreshAtStart.get(),
                leaveAtStop.get());
    }
}
