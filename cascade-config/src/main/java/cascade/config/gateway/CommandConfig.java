package cascade.config.gateway;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Timers and bounds of relayed commands and queries (GB/T 28181-2016 9.3, 9.5, 9.7).
 *
 * @param responseTimeout the lower's answer to a command; for one in parts, between two of them
 * @param recordTimeout the same for RecordInfo, whose recorders search for long
 * @param recordPieces that a search over a long period is cut into at most, where the lower's profile asks for it
 * @param recordGrace wait for parts of such a search after its last piece is complete by its SumNum, restarted by each
 * @param maxRecords items of one answer; one that has more is cut off
 * @param maxPending commands of all uppers at one time; a further one is answered 503
 * @param recent commands that the API remembers
 * @param audit commands that changed something and that the API remembers
 */
public record CommandConfig(
        Duration responseTimeout,
        Duration recordTimeout,
        int recordPieces,
        Duration recordGrace,
        int maxRecords,
        int maxPending,
        int recent,
        int audit) {

    public CommandConfig {
        Require.positive("command.response-timeout", responseTimeout);
        Require.positive("command.record-timeout", recordTimeout);
        Require.atLeast("command.record-pieces", recordPieces, 1);
        Require.notNegative("command.record-grace", recordGrace);
        Require.atLeast("command.max-records", maxRecords, 1);
        Require.atLeast("command.max-pending", maxPending, 1);
        Require.atLeast("command.recent", recent, 0);
        Require.atLeast("command.audit", audit, 0);
    }
}
