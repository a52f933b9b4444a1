package cascade.gateway.gb.manscdp;

import java.util.Locale;
import java.util.Optional;

/** Event of an item in a catalog NOTIFY (状态改变事件): GB/T 28181-2016 annex P, GB/T 28181-2022 annex N. */
public enum CatalogEvent {
    ON,
    OFF,
    /** Video lost (视频丢失). */
    VLOST,
    /** Fault (故障). */
    DEFECT,
    ADD,
    /** Deleted. */
    DEL,
    UPDATE;

    static Optional<CatalogEvent> tryParse(String text) {
        String wanted = text.strip().toUpperCase(Locale.ROOT);
        for (CatalogEvent event : values()) {
            if (event.name().equals(wanted)) {
                return Optional.of(event);
            }
        }
        return Optional.empty();
    }
}
