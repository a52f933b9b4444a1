package cascade.gateway.command;

import java.util.Locale;

/** End of a command, the label {@code result} of its metrics. */
public enum CommandResult {
    /** The lower answered, or took a command that has no answer. */
    OK,
    /** The lower answered with Result ERROR. */
    ERROR,
    /** The lower refused the MESSAGE. */
    REFUSED,
    /** The lower answered neither the MESSAGE nor the command in time. */
    TIMEOUT,
    /** An answer in parts stayed shorter than it announced. */
    INCOMPLETE,
    /** The lower is offline, or went offline before it answered. */
    OFFLINE,
    /** The upper does not see such a device. */
    NOT_FOUND,
    /** The upper sees it, but not for that. */
    NOT_PERMITTED,
    /** More commands than are relayed at one time. */
    LIMIT;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
