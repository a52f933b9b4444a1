package cascade.gateway.event;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Forms of a mobile position: one device in flat elements (GB/T 28181-2016 A.2.5.6), or a list of devices
 * (GB/T 28181-2022 A.2.5.7). Lowers send either, an upper gets the one of its edition. Stateless.
 */
final class Positions {

    /** GB/T 28181-2016 A.2.4.11. */
    static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

    private static final List<String> VALUES =
            List.of("Longitude", "Latitude", "Speed", "Direction", "Altitude", "Height");

    private Positions() {}

    static Optional<Duration> seconds(String text) {
        try {
            return Optional.of(Duration.ofSeconds(Integer.parseInt(text.strip())))
                    .filter(Duration::isPositive);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** The devices of a notification, each as a flat one; a flat one as it is. */
    static List<Other> flat(Other notify) {
        Optional<XmlNode> list = notify.tree().child("DeviceList");
        if (list.isEmpty()) {
            return List.of(notify);
        }
        List<Other> each = new ArrayList<>();
        for (XmlNode item : list.get().children()) {
            String device = item.childText("DeviceID")
                    .or(() -> item.childText("TargetID"))
                    .orElse("");
            List<XmlNode> children = new ArrayList<>(heading(notify, device));
            children.add(XmlNode.of(
                    "Time",
                    item.childText("CaptureTime")
                            .or(() -> notify.tree().childText("Time"))
                            .orElse("")));
            item.children().stream()
                    .filter(child -> !child.isNamed("DeviceID") && !child.isNamed("CaptureTime"))
                    .forEach(children::add);
            each.add(message(notify, device, children));
        }
        return each;
    }

    /** A flat notification as a list of one. */
    static Other listed(Other flat, String device) {
        List<XmlNode> item = new ArrayList<>();
        item.add(XmlNode.of("DeviceID", device));
        String time = flat.tree().childText("Time").orElse("");
        item.add(XmlNode.of("CaptureTime", time));
        List<XmlNode> children = new ArrayList<>(heading(flat, device));
        children.add(XmlNode.of("Time", time));
        children.add(XmlNode.of("SumNum", "1"));
        for (XmlNode child : flat.tree().children()) {
            if (VALUES.stream().anyMatch(child::isNamed)) {
                item.add(child);
            }
        }
        children.add(new XmlNode("DeviceList", Map.of("Num", "1"), "", List.of(XmlNode.of("Item", item))));
        return message(flat, device, children);
    }

    private static List<XmlNode> heading(Other notify, String device) {
        return List.of(
                XmlNode.of("CmdType", notify.cmdType()),
                XmlNode.of("SN", Long.toString(notify.sn())),
                XmlNode.of("DeviceID", device));
    }

    private static Other message(Other like, String device, List<XmlNode> children) {
        return new Other(
                like.root(),
                like.cmdType(),
                like.sn(),
                DeviceId.tryParse(device),
                XmlNode.of(like.root().element(), children));
    }
}
