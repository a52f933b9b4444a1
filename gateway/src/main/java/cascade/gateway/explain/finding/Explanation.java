package cascade.gateway.explain.finding;

import java.util.List;

/**
 * Answer to "why can this upper not play this channel?".
 *
 * @param ok whether nothing keeps the media from coming through
 * @param cause the first thing in the way; where there is none, what else is wrong, or {@link Cause#NONE}
 * @param sentence what it is and what to do
 */
public record Explanation(boolean ok, Cause cause, Text sentence, List<Step> steps) {

    public Explanation {
        steps = List.copyOf(steps);
    }
}
