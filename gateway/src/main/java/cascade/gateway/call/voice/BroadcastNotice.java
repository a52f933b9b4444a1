package cascade.gateway.call.voice;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Broadcast notification of an upper (语音广播通知, GB/T 28181-2016 A.2.5.4): who will speak, and to what. Immutable.
 *
 * @param sn the upper's
 * @param source who speaks; some uppers leave it out
 * @param target to what
 * @param more elements that are neither, passed on as they are
 */
record BroadcastNotice(long sn, Optional<DeviceId> source, Optional<DeviceId> target, List<XmlNode> more) {

    static final String COMMAND = "Broadcast";

    private static final Set<String> OURS = Set.of("cmdtype", "sn", "deviceid", "sourceid", "targetid");

    static BroadcastNotice of(ManscdpMessage message) {
        if (!(message instanceof Other other)) {
            return new BroadcastNotice(message.sn(), Optional.empty(), message.target(), List.of());
        }
        return new BroadcastNotice(
                other.sn(),
                id(other, "SourceID"),
                // some name the target as in any other command
                id(other, "TargetID").or(other::deviceId),
                other.tree().children().stream()
                        .filter(child -> !OURS.contains(child.name().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    private static Optional<DeviceId> id(Other message, String element) {
        return message.tree().childText(element).map(String::strip).flatMap(DeviceId::tryParse);
    }

    /** The same towards a lower, under our SN and the ids that it knows. */
    Other towards(long lowerSn, String sourceId, DeviceId targetId) {
        List<XmlNode> fields = new ArrayList<>();
        fields.add(XmlNode.of("SourceID", sourceId));
        fields.add(XmlNode.of("TargetID", targetId.value()));
        fields.addAll(more);
        return Other.of(Root.NOTIFY, COMMAND, lowerSn, Optional.empty(), fields);
    }

    /** Our Response to the upper: OK without a reason, else ERROR. */
    Other response(DeviceId device, Optional<String> failure) {
        List<XmlNode> fields = new ArrayList<>();
        fields.add(XmlNode.of("Result", failure.isEmpty() ? "OK" : "ERROR"));
        failure.ifPresent(reason -> fields.add(XmlNode.of("Reason", reason)));
        return Other.of(Root.RESPONSE, COMMAND, sn, Optional.of(device), fields);
    }

    /** Why the lower says no in its Response; empty where it agrees. */
    static Optional<String> failure(ManscdpMessage response) {
        if (!(response instanceof Other other)) {
            return Optional.empty();
        }
        boolean error = other.tree()
                .childText("Result")
                .filter(result -> result.strip().equalsIgnoreCase("ERROR"))
                .isPresent();
        return error
                ? Optional.of(other.tree()
                        .childText("Reason")
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .orElse("the lower platform answered ERROR"))
                : Optional.empty();
    }
}
