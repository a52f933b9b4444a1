package cascade.gateway.store.journal;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Limits of the embedded store.
 *
 * @param folder of its files alone; made when there is none
 * @param syncInterval time between two calls of fdatasync while something is written: what a power cut may take
 * @param writeTimeout longest time that a put waits for the disk; afterwards it succeeds unwritten
 * @param retryInterval time between two tries to write after the disk has refused
 * @param compactAfterBytes journal that is worth compacting, where it is also longer than the last snapshot
 * @param backlogBytes what is kept in memory while the disk takes nothing
 */
public record JournalSettings(
        Path folder,
        Duration syncInterval,
        Duration writeTimeout,
        Duration retryInterval,
        long compactAfterBytes,
        long backlogBytes) {}
