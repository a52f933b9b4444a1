package cascade.gateway.command;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Rewriting of a MANSCDP message for the other side: its SN, and the ids in all elements that hold ids; whatever else it
 * says, known or not, stays (透传). Immutable, any thread.
 *
 * @param sn on the other side
 * @param ids id on the other side; the same where it has no other one there
 * @param name CmdType as the other side spells it, where that is known
 */
public record Rewriting(long sn, UnaryOperator<DeviceId> ids, Optional<String> name) {

    public Rewriting(long sn, UnaryOperator<DeviceId> ids) {
        this(sn, ids, Optional.empty());
    }

    /** Elements that hold an id although their names do not end in "ID". */
    private static final Set<String> ID_ELEMENTS = Set.of("deviceid2", "recordlocation");

    /** The message as the other side is to read it. */
    public ManscdpMessage of(ManscdpMessage message) {
        return switch (message) {
            case DeviceInfoQuery query ->
                new DeviceInfoQuery(sn, ids.apply(query.deviceId()), rewritten(query.extra()));
            case DeviceStatusQuery query ->
                new DeviceStatusQuery(sn, ids.apply(query.deviceId()), rewritten(query.extra()));
            case DeviceInfoResponse response ->
                new DeviceInfoResponse(
                        sn,
                        ids.apply(response.deviceId()),
                        response.deviceName(),
                        response.result(),
                        response.manufacturer(),
                        response.model(),
                        response.firmware(),
                        response.channel(),
                        rewritten(response.extra()));
            case DeviceStatusResponse response ->
                new DeviceStatusResponse(
                        sn,
                        ids.apply(response.deviceId()),
                        response.result(),
                        response.online(),
                        response.status(),
                        response.reason(),
                        response.encode(),
                        response.record(),
                        response.deviceTime(),
                        rewritten(response.extra()));
            case Other other ->
                new Other(
                        other.root(),
                        other.cmdType(),
                        sn,
                        other.deviceId().map(ids),
                        named(rewritten(other.tree()).withChildText("SN", Long.toString(sn))));
            default -> throw new IllegalArgumentException(message.cmdType() + " is not relayed");
        };
    }

    private XmlNode named(XmlNode tree) {
        return name.map(spelled -> tree.withChildText("CmdType", spelled)).orElse(tree);
    }

    private List<XmlNode> rewritten(List<XmlNode> elements) {
        return elements.stream().map(this::rewritten).toList();
    }

    private XmlNode rewritten(XmlNode element) {
        String text = holdsId(element)
                ? DeviceId.tryParse(element.text())
                        .map(ids)
                        .map(DeviceId::value)
                        .orElse(element.text())
                : element.text();
        return new XmlNode(element.name(), element.attributes(), text, rewritten(element.children()));
    }

    private static boolean holdsId(XmlNode element) {
        String name = element.name().toLowerCase(Locale.ROOT);
        return name.endsWith("id") || ID_ELEMENTS.contains(name);
    }
}
