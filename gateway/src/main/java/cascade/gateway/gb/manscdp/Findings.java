package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Repairs that one document needed, and the ids of its items that were left out. For one document, on one thread. */
final class Findings {
    /** More names of items than anybody reads in a log. */
    private static final int MAX_SKIPPED = 16;

    private static final String WITHOUT_ID = "without id";

    private final Set<Repair> repairs = EnumSet.noneOf(Repair.class);
    private final List<String> skippedItems = new ArrayList<>();

    Set<Repair> repairs() {
        return repairs;
    }

    /** An item is left out; {@code sentId} is what it has for an id. */
    void skipItem(Optional<String> sentId) {
        repairs.add(Repair.ITEM_SKIPPED);
        if (skippedItems.size() < MAX_SKIPPED) {
            skippedItems.add(
                    sentId.flatMap(DeviceId::tryParse).map(DeviceId::value).orElse(WITHOUT_ID));
        }
    }

    ManscdpReading reading(ManscdpMessage message) {
        return new ManscdpReading(message, repairs, skippedItems);
    }
}
