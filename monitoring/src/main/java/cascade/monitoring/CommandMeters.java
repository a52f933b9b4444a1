package cascade.monitoring;

import java.time.Duration;

/** Meters of relayed commands and queries. */
public final class CommandMeters {

    private final Instruments instruments;

    CommandMeters(Instruments instruments) {
        this.instruments = instruments;
    }

    /**
     * A command is over.
     *
     * @param domain the asker's
     * @param command its label in the command table, or {@code other}
     * @param duration from the asker's message to the end
     */
    public void ended(String domain, String command, String result, Duration duration) {
        instruments.count(MeterName.COMMANDS, 1, domain, command, result);
        instruments.time(MeterName.COMMAND_SECONDS, duration, domain, command);
    }
}
