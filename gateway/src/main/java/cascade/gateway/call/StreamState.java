package cascade.gateway.call;

import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.SourceAnswer;
import java.time.Instant;
import java.util.Optional;

/**
 * State of a stream beside its dialog.
 *
 * <pre>
 *   Opening --ports--> Calling --2xx, source announced--> Running ------> Ended
 *      |                                                  |    ^            ^
 *      |                                      source gone v    | 2xx        |
 *      |                                               Recalling -----------|
 *      `---------------- every other way -----------------------------------'
 * </pre>
 */
sealed interface StreamState {

    /** The source leg and its viewers, while they are open. */
    default Optional<MediaStream> openMedia() {
        return switch (this) {
            case Calling(MediaStream media) -> Optional.of(media);
            case Running running -> Optional.of(running.media);
            case Recalling(Running before) -> Optional.of(before.media);
            case Opening() -> Optional.empty();
            case Ended ended -> Optional.empty();
        };
    }

    /** As the stream runs, or ran last; empty where it never did. */
    default Optional<Running> lastRunning() {
        return switch (this) {
            case Running running -> Optional.of(running);
            case Recalling(Running before) -> Optional.of(before);
            case Ended(Optional<Running> last) -> last;
            case Opening() -> Optional.empty();
            case Calling calling -> Optional.empty();
        };
    }

    /** Whether the lower's answer to an offer of ours is waited for. */
    default boolean isCalling() {
        return switch (this) {
            case Calling calling -> true;
            case Recalling recalling -> true;
            case Opening() -> false;
            case Running running -> false;
            case Ended ended -> false;
        };
    }

    /** The state that follows the lower's answer; empty where none is waited for. */
    default Optional<Running> answered(SessionDescription answer, SourceAnswer announced, Instant now) {
        return switch (this) {
            case Calling(MediaStream media) -> Optional.of(new Running(media, answer, announced, now));
            case Recalling(Running before) ->
                Optional.of(new Running(before.media, answer, announced, before.answered));
            case Opening() -> Optional.empty();
            case Running running -> Optional.empty();
            case Ended ended -> Optional.empty();
        };
    }

    /** The source leg is being opened. */
    record Opening() implements StreamState {}

    /** The lower has been sent our offer. */
    record Calling(MediaStream media) implements StreamState {}

    /**
     * Viewers are answered.
     *
     * @param answer the lower's description in force: its answer, or what its last re-INVITE offered
     * @param source the same for the media plane
     * @param answered when the lower's 2xx came
     */
    record Running(MediaStream media, SessionDescription answer, SourceAnswer source, Instant answered)
            implements StreamState {}

    /**
     * The source has gone, and the lower was sent our offer anew, in a new dialog; viewers keep their legs.
     *
     * @param before what the viewers were answered with
     */
    record Recalling(Running before) implements StreamState {}

    /** @param last as it ran last */
    record Ended(Optional<Running> last) implements StreamState {}
}
