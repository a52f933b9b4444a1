package cascade.gateway.simulator.rtp;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Change in the play of a recording; frames are those of {@link cascade.gateway.simulator.video.RecordedPart}. */
public sealed interface PlayChange {

    record Pause() implements PlayChange {}

    /**
     * Plays, or plays on.
     *
     * @param scale of the normal rate, negative for reverse; empty: as before
     * @param from a key frame; empty: from where it is
     * @param until not sent any more; empty: to the end of the recording, in reverse to its start
     */
    record Play(OptionalDouble scale, OptionalLong from, OptionalLong until) implements PlayChange {

        public static Play at(double scale) {
            return new Play(OptionalDouble.of(scale), OptionalLong.empty(), OptionalLong.empty());
        }
    }
}
