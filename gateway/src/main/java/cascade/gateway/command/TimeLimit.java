package cascade.gateway.command;

import cascade.config.gateway.CommandConfig;
import java.time.Duration;

/** Setting that bounds the wait for a lower's answer to a command. */
enum TimeLimit {
    RESPONSE("response-timeout"),
    /** Recorders search for long. */
    RECORD("record-timeout");

    private final String key;

    TimeLimit(String key) {
        this.key = key;
    }

    /** Its key in {@code gateway.command}. */
    String key() {
        return key;
    }

    Duration in(CommandConfig config) {
        return switch (this) {
            case RESPONSE -> config.responseTimeout();
            case RECORD -> config.recordTimeout();
        };
    }
}
