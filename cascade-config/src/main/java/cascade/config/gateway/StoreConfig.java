package cascade.config.gateway;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Store of what survives the process.
 *
 * @param syncInterval between two calls of fdatasync while something is written: what a power cut may take
 * @param writeTimeout how long an answer waits for the disk; then it leaves without being kept
 * @param retry after the disk has refused
 * @param compactAfterBytes journal that is worth compacting, where it is also longer than the last snapshot
 * @param backlogBytes of records that wait in memory while the disk takes none
 * @param refreshAtStart whether registrations with uppers are refreshed at the start, not when they are due
 * @param leaveAtStop whether a clean stop ends registrations and subscriptions, as it does where nothing is kept
 */
public record StoreConfig(
        StoreKind kind,
        Duration syncInterval,
        Duration writeTimeout,
        Duration retry,
        int compactAfterBytes,
        int backlogBytes,
        boolean refreshAtStart,
        boolean leaveAtStop) {

    public StoreConfig {
        Require.positive("store.sync-interval", syncInterval);
        Require.positive("store.write-timeout", writeTimeout);
        Require.positive("store.retry", retry);
        Require.atLeast("store.compact-after", compactAfterBytes, 1);
        Require.atLeast("store.backlog", backlogBytes, 1);
    }
}
