package cascade.gateway.admin.access;

import java.time.Duration;

/** Decision on a client that says who it is. */
public sealed interface Entry {

    /** It is who it says. */
    record Granted(Caller caller) implements Entry {}

    /** It is not, or says nothing. */
    record Refused() implements Entry {}

    /** It has guessed too often: nobody has looked at what it says. */
    record Slowed(Duration delay) implements Entry {}
}
