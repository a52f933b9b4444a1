package cascade.gateway.catalog.tree;

import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** State of a channel (状态), usable or not: the Status of its item, made finer by notifications. Any thread. */
public enum ChannelState {
    ON(CatalogEvent.ON),
    OFF(CatalogEvent.OFF),
    /** Video lost (视频丢失); its Status is OFF. */
    VLOST(CatalogEvent.VLOST),
    /** Fault (故障); its Status is OFF. */
    DEFECT(CatalogEvent.DEFECT);

    private final CatalogEvent event;

    ChannelState(CatalogEvent event) {
        this.event = event;
    }

    /** The event that tells of this state. */
    public CatalogEvent event() {
        return event;
    }

    static Optional<ChannelState> of(CatalogEvent event) {
        return switch (event) {
            case ON -> Optional.of(ON);
            case OFF -> Optional.of(OFF);
            case VLOST -> Optional.of(VLOST);
            case DEFECT -> Optional.of(DEFECT);
            case ADD, DEL, UPDATE -> Optional.empty();
        };
    }

    /** What a full item says; it knows only on and off, so a finer state that it does not contradict stays. */
    static ChannelState of(CatalogItem item, @Nullable ChannelState before) {
        if (item.status().isEmpty()) {
            return before == null ? ON : before;
        }
        if (item.isOn()) {
            return ON;
        }
        return before == null || before == ON ? OFF : before;
    }
}
