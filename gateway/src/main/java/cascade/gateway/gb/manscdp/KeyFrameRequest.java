package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import java.util.List;
import java.util.Optional;

/**
 * Key-frame request, the DeviceControl that makes a camera send a key frame at once (强制关键帧). It has no answer but the
 * 200 to its MESSAGE; edition 2011 does not know it. GB/T 28181-2016 A.2.3, GB/T 28181-2022 A.2.3.1.
 */
public enum KeyFrameRequest {
    /** As the 2016 text misspells it, and products with it. */
    EDITION_2016("IFameCmd"),
    EDITION_2022("IFrameCmd");

    private static final String COMMAND = "DeviceControl";

    private final String element;

    KeyFrameRequest(String element) {
        this.element = element;
    }

    public Other of(long sn, DeviceId channel) {
        return Other.of(Root.CONTROL, COMMAND, sn, Optional.of(channel), List.of(XmlNode.of(element, "Send")));
    }

    /** A key-frame request in a message as this edition spells it; any other message as it is. */
    public ManscdpMessage spelled(ManscdpMessage message) {
        if (!(message instanceof Other other)) {
            return message;
        }
        List<XmlNode> children = other.tree().children().stream()
                .map(child -> child.isNamed(element)
                        ? new XmlNode(element, child.attributes(), child.text(), child.children())
                        : child)
                .toList();
        XmlNode tree = other.tree();
        return new Other(
                other.root(),
                other.cmdType(),
                other.sn(),
                other.deviceId(),
                new XmlNode(tree.name(), tree.attributes(), tree.text(), children));
    }
}
