package cascade.gateway.gb.edition;

import cascade.gateway.gb.StateWord;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bridge of relayed messages, commands, answers and reports: elements that another edition names otherwise, and words for the
 * state of a device. What has one form in all editions, or is in none, stays as it is. Immutable, any thread.
 *
 * @param from edition of who wrote it
 * @param to edition of who reads it
 */
public record MessageBridge(GbEdition from, GbEdition to) {

    /** Free text beside the fields of the standard, up to 1024 characters: GB/T 28181-2016 A.2.1 and 2022 A.2.1. */
    private static final String TEXT_2016 = "Info";

    private static final String TEXT_2022 = "ExtraInfo";

    public ManscdpMessage of(ManscdpMessage message) {
        return switch (message) {
            case DeviceInfoQuery query -> new DeviceInfoQuery(query.sn(), query.deviceId(), renamed(query.extra()));
            case DeviceStatusQuery query -> new DeviceStatusQuery(query.sn(), query.deviceId(), renamed(query.extra()));
            case DeviceInfoResponse response ->
                new DeviceInfoResponse(
                        response.sn(),
                        response.deviceId(),
                        response.deviceName(),
                        response.result(),
                        response.manufacturer(),
                        response.model(),
                        response.firmware(),
                        response.channel(),
                        renamed(response.extra()));
            case DeviceStatusResponse response -> status(response);
            case Other other -> other(other);
            default -> message;
        };
    }

    private DeviceStatusResponse status(DeviceStatusResponse response) {
        return new DeviceStatusResponse(
                response.sn(),
                response.deviceId(),
                response.result(),
                response.online().map(StateWord::online),
                response.status(),
                response.reason(),
                response.encode().map(StateWord::on),
                response.record().map(StateWord::on),
                response.deviceTime(),
                renamed(response.extra()).stream().map(this::alarmStatus).toList());
    }

    /** The 2011 items have Status for DutyStatus; the 2016 schema prints num, its sample and 2022 Num. */
    private XmlNode alarmStatus(XmlNode element) {
        return element.isNamed("AlarmStatus") && from != to ? AlarmStatus.of(element, from, to) : element;
    }

    private Other other(Other message) {
        List<XmlNode> children = new ArrayList<>(renamed(message.tree().children()));
        if (from != to && message.root() == Root.QUERY) {
            children.replaceAll(this::alarmMethods);
        }
        if (to.is2022() && message.root() == Root.RESPONSE && message.cmdType().equals("PresetQuery")) {
            addSumNum(children);
        }
        XmlNode tree = message.tree();
        return new Other(
                message.root(),
                message.cmdType(),
                message.sn(),
                message.deviceId(),
                new XmlNode(tree.name(), tree.attributes(), tree.text(), children));
    }

    private List<XmlNode> renamed(List<XmlNode> elements) {
        if (from.is2022() == to.is2022()) {
            return elements;
        }
        String before = from.is2022() ? TEXT_2022 : TEXT_2016;
        String after = to.is2022() ? TEXT_2022 : TEXT_2016;
        return elements.stream()
                .map(element -> element.isNamed(before) && element.children().isEmpty()
                        ? new XmlNode(after, element.attributes(), element.text(), List.of())
                        : element)
                .toList();
    }

    /** Several methods side by side, 12, until 2016; 1/2 since 2022. */
    private XmlNode alarmMethods(XmlNode element) {
        String text = element.text().strip();
        if (!element.isNamed("AlarmMethod") || !text.matches("[0-9/]+")) {
            return element;
        }
        String digits = text.replace("/", "");
        return new XmlNode(
                element.name(),
                element.attributes(),
                to.is2022() ? String.join("/", digits.split("")) : digits,
                List.of());
    }

    /** What 2016 leaves out and 2022 asks for; a list that says so itself is left alone. */
    private static void addSumNum(List<XmlNode> children) {
        Optional<XmlNode> list =
                children.stream().filter(child -> child.isNamed("PresetList")).findFirst();
        boolean said = children.stream().anyMatch(child -> child.isNamed("SumNum"));
        if (!said && list.isPresent()) {
            int presets = list.get().children().size();
            children.add(children.indexOf(list.get()), XmlNode.of("SumNum", Integer.toString(presets)));
        }
    }
}
