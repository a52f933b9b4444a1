package cascade.gateway.gb.manscdp;

import java.util.List;
import java.util.Set;

/**
 * MANSCDP message that was read, and what had to be put right for it. Immutable, any thread.
 *
 * @param skippedItems ids of catalog items that could not be read and were left out, the first few of them
 */
public record ManscdpReading(ManscdpMessage message, Set<Repair> repairs, List<String> skippedItems) {
    public ManscdpReading {
        repairs = Set.copyOf(repairs);
        skippedItems = List.copyOf(skippedItems);
    }
}
