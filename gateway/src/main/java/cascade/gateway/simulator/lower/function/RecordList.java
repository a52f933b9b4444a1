package cascade.gateway.simulator.lower.function;

import static cascade.gateway.simulator.function.Elements.element;
import static cascade.gateway.simulator.function.Elements.text;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbDate;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recordings of a camera as RecordInfo lists them: on the grid of their length, up to now. GB/T 28181-2016 A.2.6.8. */
final class RecordList {

    private static final long BYTES_PER_SECOND = 190_000;

    private final RecordOptions options;
    private final InstantSource clock;

    RecordList(RecordOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    Answer answer(ManscdpMessage query, DeviceId camera, String name) {
        Optional<Instant> from = time(query, "StartTime");
        Optional<Instant> until = time(query, "EndTime");
        if (from.isEmpty() || until.isEmpty()) {
            return Answer.ERROR;
        }
        return Answer.list(List.of(text("Name", name)), "RecordList", items(camera, name, from.get(), until.get()));
    }

    private static Optional<Instant> time(ManscdpMessage query, String element) {
        return query instanceof Other other
                ? other.tree().childText(element).flatMap(GbDate::tryParse)
                : Optional.empty();
    }

    /** Those that have a part in the period. */
    private List<XmlNode> items(DeviceId camera, String name, Instant from, Instant until) {
        long length = options.length().toSeconds();
        long now = clock.instant().getEpochSecond();
        long oldest = now - options.kept().toSeconds();
        long first = Math.max(from.getEpochSecond(), oldest) / length;
        List<XmlNode> items = new ArrayList<>();
        for (long slot = first; slot * length < Math.min(until.getEpochSecond(), now); slot++) {
            items.add(item(camera, name, Instant.ofEpochSecond(slot * length)));
        }
        return items;
    }

    private XmlNode item(DeviceId camera, String name, Instant start) {
        Duration length = options.length();
        return element(
                "Item",
                text("DeviceID", camera.value()),
                text("Name", name),
                text("FilePath", camera + "/" + start.getEpochSecond()),
                text("Address", ""),
                text("StartTime", GbDate.toElement(start)),
                text("EndTime", GbDate.toElement(start.plus(length))),
                text("Secrecy", 0),
                text("Type", "time"),
                text("FileSize", length.toSeconds() * BYTES_PER_SECOND));
    }
}
