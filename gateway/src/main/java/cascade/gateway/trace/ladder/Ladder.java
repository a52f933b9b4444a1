package cascade.gateway.trace.ladder;

import cascade.gateway.trace.Trace;
import cascade.gateway.trace.TraceEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Ladder of a call or a domain: the messages of all its legs and the milestones between them, by time. Immutable, any
 * thread; reading some hundred messages takes milliseconds.
 */
public record Ladder(Trace trace, List<Step> steps) {

    public Ladder {
        steps = List.copyOf(steps);
    }

    /** Reads what was kept. */
    public static Ladder of(Trace trace, MessageReading reading) {
        List<Step> steps = new ArrayList<>();
        Set<String> before = new HashSet<>();
        for (Trace.Part part : trace.parts()) {
            for (TraceEntry entry : part.entries()) {
                steps.add(
                        switch (entry) {
                            case TraceEntry.Message message -> reading.step(message, part.subject(), before);
                            case TraceEntry.Note note ->
                                new Step.Note(
                                        note.at(),
                                        part.subject().side(),
                                        part.subject().id(),
                                        note.what(),
                                        note.detail());
                        });
            }
        }
        steps.sort(Comparator.comparing(Step::at));
        return new Ladder(trace, steps);
    }

    /** How many more steps there were than are kept. */
    public int dropped() {
        return trace.parts().stream().mapToInt(Trace.Part::dropped).sum();
    }
}
