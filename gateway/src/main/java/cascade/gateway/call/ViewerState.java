package cascade.gateway.call;

import cascade.gateway.call.session.Ssrcs;
import cascade.gateway.media.MediaViewer;
import java.time.Instant;

/**
 * State of an upper's call beside its dialog: what it holds of SSRCs and media legs.
 *
 * <pre>
 *   Waiting --the stream runs--> Opening --media leg open--> Watching --> Ended
 *      `--------------------------- every other way ----------------------^
 * </pre>
 */
sealed interface ViewerState {

    /** For the lower's answer. */
    record Waiting() implements ViewerState {}

    /** Its media leg is being opened. */
    record Opening(Ssrcs.Lease ssrc) implements ViewerState {}

    /**
     * The INVITE is answered 200.
     *
     * @param answered when
     */
    record Watching(Ssrcs.Lease ssrc, MediaViewer media, Instant answered) implements ViewerState {}

    record Ended() implements ViewerState {}
}
