package cascade.gateway.catalog.serve;

import cascade.config.gateway.CatalogConfig;
import cascade.gateway.catalog.share.SharedChange;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.time.Timer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Flap damping: a channel that goes on and off again and again is told once in a period, from its first changes beyond a
 * limit until a period has passed without any. Its last state is always told. GB/T 28181-2022 N.1. Control loop only.
 */
final class FlapDamper {

    /** What a channel did in this period. */
    private static final class Channel {
        private int changes;
        private @Nullable CatalogEvent told;
        private @Nullable SharedChange held;
    }

    private final Supplier<CatalogConfig> settings;
    private final Timer period;
    private final Consumer<List<SharedChange>> onRelease;
    private final Map<DeviceId, Channel> channels = new HashMap<>();

    /** @param onRelease hears what was held back, at the end of a period */
    FlapDamper(Supplier<CatalogConfig> settings, Timer period, Consumer<List<SharedChange>> onRelease) {
        this.settings = settings;
        this.period = period;
        this.onRelease = onRelease;
    }

    /** Those of the changes that are told at once; the others are kept back. */
    List<SharedChange> pass(List<SharedChange> changes) {
        if (settings.get().flapPeriod().isZero()) {
            return changes;
        }
        List<SharedChange> passed = changes.stream().filter(this::passes).toList();
        watch();
        return passed;
    }

    private boolean passes(SharedChange change) {
        DeviceId id = change.item().deviceId();
        return switch (change.event()) {
            case ON, OFF, VLOST, DEFECT -> passesState(channels.computeIfAbsent(id, first -> new Channel()), change);
            // says how the channel is as well, or that it is no more
            case ADD, UPDATE, DEL -> {
                Channel known = channels.get(id);
                if (known != null) {
                    known.held = null;
                    known.told = null;
                }
                yield true;
            }
        };
    }

    private boolean passesState(Channel channel, SharedChange change) {
        channel.changes++;
        if (channel.changes > settings.get().flapLimit()) {
            channel.held = change;
            return false;
        }
        channel.told = change.event();
        return true;
    }

    private void watch() {
        if (!period.isRunning() && !channels.isEmpty()) {
            period.start(settings.get().flapPeriod(), this::onPeriod);
        }
    }

    private void onPeriod() {
        var released = new ArrayList<SharedChange>();
        for (Iterator<Channel> each = channels.values().iterator(); each.hasNext(); ) {
            Channel channel = each.next();
            if (channel.held == null) {
                each.remove();
            } else {
                release(channel).ifPresent(released::add);
                channel.changes = settings.get().flapLimit();
            }
        }
        watch();
        onRelease.accept(released);
    }

    /** What a channel has done since, unless it ended where it was. */
    private static Optional<SharedChange> release(Channel channel) {
        SharedChange held = channel.held;
        channel.held = null;
        if (held == null || held.event() == channel.told) {
            return Optional.empty();
        }
        channel.told = held.event();
        return Optional.of(held);
    }

    /** The upper is answered a query, and what it was told last is not what it knows any more. */
    void onQueried() {
        channels.values().forEach(channel -> channel.told = null);
    }

    /** What is held back, since nothing is told any more; it forgets everything. */
    List<SharedChange> drain() {
        List<SharedChange> held = channels.values().stream()
                .flatMap(channel -> release(channel).stream())
                .toList();
        channels.clear();
        period.stop();
        return held;
    }
}
