package cascade.gateway.media;

import java.time.Duration;

/**
 * Inheritance of a media plane from the process before it: the sockets in a descriptor store, and the pace at which
 * their backlog is sent on.
 *
 * @param silence how long nobody has read them, as near as is known; more only makes the backlog wait
 * @param backlogSpeed at how many times the stream's own rate its backlog is read, so that no peer gets it as one burst
 */
public record Inheritance(DescriptorStore store, Duration silence, double backlogSpeed) {

    /** A plane that comes after nobody. */
    public static final Inheritance NONE = new Inheritance(DescriptorStore.NONE, Duration.ofSeconds(1), 4);

    public Inheritance {
        Checks.positive("silence", silence);
        if (!(backlogSpeed > 1)) {
            throw new IllegalArgumentException("backlogSpeed: " + backlogSpeed + " (expected: more than 1)");
        }
    }
}
