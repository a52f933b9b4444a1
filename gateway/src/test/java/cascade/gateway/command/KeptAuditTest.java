package cascade.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.store.RecordKind;
import cascade.gateway.store.RecordRing;
import cascade.gateway.testkit.ConfigText;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.MemoryStore;
import cascade.monitoring.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The audit of commands over a restart. */
class KeptAuditTest {

    private static final String CONFIG = """
            gateway {
              device-id = "37280600002000000001"
              networks.lan { sip { bind = "127.0.0.1", port = 7100 }, media { ports = "20000-20999" } }
              command.audit = 2
            }
            """;

    private final Meters meters = new Meters();
    private final MemoryStore store = new MemoryStore();

    @AfterEach
    void close() {
        meters.close();
    }

    private static CommandRecord command(String id) {
        return new CommandRecord(
                id,
                Instant.parse("2026-11-29T12:00:00Z"),
                "city",
                "district",
                "37280601411319001158",
                "PTZCmd",
                "DeviceControl",
                "A50F01021F0000D6",
                "用户",
                7,
                List.of(1L, 5_000_000_000L),
                CommandResult.TIMEOUT,
                "no answer",
                Duration.ofMillis(1_500));
    }

    @Test
    void theNextProcessShowsItAsItWasNoMoreThanIsRemembered() {
        var ring = new RecordRing<>(store, RecordKind.AUDIT, "command/", () -> 10, CommandRecordJson.CODEC);
        List.of(command("c1"), command("c2"), command("c3")).forEach(ring::add);
        MemoryStore second = store.restarted();

        var journal = new CommandJournal(() -> ConfigText.load(CONFIG).command(), meters.commands(), new FakeTime());
        journal.keepIn(second);

        assertThat(journal.audit()).containsExactly(command("c3"), command("c2"));
        assertThat(second.kept(RecordKind.AUDIT)).hasSize(2);
    }
}
