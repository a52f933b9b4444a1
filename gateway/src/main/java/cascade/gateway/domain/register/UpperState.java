package cascade.gateway.domain.register;

/**
 * State of our registration with an upper (GB/T 28181-2016 9.1, <a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-10.2">RFC 3261 section 10.2</a>).
 *
 * <pre>
 *            start                    200                refresh at 2/3 of the lifetime
 *    Idle ----------&gt; Registering ----------&gt; Registered -----+
 *     ^                |       ^                |   ^  ^      | 200, or 400: again with a new Call-ID
 *     |  all hosts     |       | time is up,    |   |  +------+
 *     |  failed        v       | or next host   |   | no answer: again, while the lifetime lasts
 *     |              Waiting --+                |   +-- - -
 *     |                ^                        |
 *     |                +------------------------+ keepalives missed, refused, expired
 *     |
 *     +--- stop, from anywhere; with REGISTER Expires 0 where a session may stand
 * </pre>
 */
public sealed interface UpperState {

    /** Not started, or stopped. */
    record Idle() implements UpperState {}

    /** A host is looked up, or its answer awaited. */
    record Registering() implements UpperState {}

    /** The upper knows us until then. */
    record Registered(RegisterSession session, long expiresNanos) implements UpperState {}

    /** Nothing worked; the next try is on the timer. */
    record Waiting() implements UpperState {}
}
