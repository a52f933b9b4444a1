package cascade.gateway.gb.manscdp;

import java.util.Set;

/** A message that was read, and what had to be put right for it. Immutable, any thread. */
public record ManscdpReading(ManscdpMessage message, Set<Repair> repairs) {
    public ManscdpReading {
        repairs = Set.copyOf(repairs);
    }
}
