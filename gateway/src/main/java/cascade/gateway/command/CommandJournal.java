package cascade.gateway.command;

import cascade.config.gateway.CommandConfig;
import cascade.gateway.store.RecordKind;
import cascade.gateway.store.RecordRing;
import cascade.gateway.store.RecordStore;
import cascade.monitoring.CommandMeters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journal of commands that are over: counted and timed, the recent ones kept, and those that change something written to a
 * log of their own, {@code cascade.audit}. Control loop only.
 */
final class CommandJournal {

    /** A logger of its own, so that an operator can send it to a file of its own. */
    private static final Logger AUDIT = LoggerFactory.getLogger("cascade.audit");

    private final Supplier<CommandConfig> settings;
    private final CommandMeters meters;
    private final InstantSource clock;
    private long nextId = 1;
    private Optional<RecordRing<CommandRecord>> kept = Optional.empty();
    private final Deque<CommandRecord> recent = new ArrayDeque<>();
    private final Deque<CommandRecord> audit = new ArrayDeque<>();

    CommandJournal(Supplier<CommandConfig> settings, CommandMeters meters, InstantSource clock) {
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /** Takes over the audit of a former process, and keeps it in that store from now on. */
    void keepIn(RecordStore store) {
        var ring = new RecordRing<>(
                store, RecordKind.AUDIT, "command/", () -> settings.get().audit(), CommandRecordJson.CODEC);
        for (CommandRecord former : ring.restore()) {
            audit.addLast(former);
            nextId = Math.max(nextId, RecordRing.numberIn(former.id()) + 1);
        }
        kept = Optional.of(ring);
    }

    /**
     * @param lower whose channel it named, or empty
     * @param reason why it failed, or empty
     */
    void add(Asked asked, String lower, CommandResult result, String reason, Duration duration) {
        add(asked, lower, List.of(), result, reason, duration);
    }

    /** @param lowerSns sequence numbers of its messages to the lower */
    void add(Asked asked, String lower, List<Long> lowerSns, CommandResult result, String reason, Duration duration) {
        add(
                new CommandRecord(
                        "c" + nextId++,
                        clock.instant(),
                        asked.upper().name(),
                        lower,
                        asked.target(),
                        asked.row().label(),
                        asked.message().cmdType(),
                        asked.detail(),
                        asked.user(),
                        asked.message().sn(),
                        lowerSns,
                        result,
                        reason,
                        duration),
                asked.row());
    }

    private void add(CommandRecord ended, CommandRow row) {
        meters.ended(ended.upper(), ended.command(), ended.result().label(), ended.duration());
        keep(recent, ended, settings.get().recent());
        if (row.changes()) {
            keep(audit, ended, settings.get().audit());
            kept.ifPresent(ring -> ring.add(ended));
            AUDIT.atInfo()
                    .addKeyValue("peer", ended.upper())
                    .addKeyValue("user", ended.user())
                    .addKeyValue("gbId", ended.channel())
                    .addKeyValue("lower", ended.lower())
                    .addKeyValue("command", ended.command())
                    .addKeyValue("detail", ended.detail())
                    .addKeyValue("sn", ended.sn())
                    .addKeyValue("result", ended.result().label())
                    .addKeyValue("reason", ended.reason())
                    .log("command");
        }
    }

    private static void keep(Deque<CommandRecord> ring, CommandRecord record, int capacity) {
        ring.addLast(record);
        while (ring.size() > capacity) {
            ring.removeFirst();
        }
    }

    List<CommandRecord> recent() {
        return newestFirst(recent);
    }

    List<CommandRecord> audit() {
        return newestFirst(audit);
    }

    private static List<CommandRecord> newestFirst(Deque<CommandRecord> ring) {
        var list = new ArrayList<>(ring);
        Collections.reverse(list);
        return List.copyOf(list);
    }
}
