package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import org.jspecify.annotations.Nullable;

/** GB/T 28181-2016 annex A, Notify Keepalive. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(propOrder = {"cmdType", "sn", "deviceId", "status"})
final class KeepaliveXml extends BodyXml {
    @XmlElement(name = "Status")
    @Nullable
    String status;

    static KeepaliveXml of(ManscdpMessage.Keepalive message) {
        KeepaliveXml body = new KeepaliveXml();
        body.setHead(message, message.deviceId());
        body.status = message.status().orElse(null);
        body.extra.addAll(message.extra());
        return body;
    }

    @Override
    ManscdpMessage toMessage(ManscdpMessage.Root root, FieldReader fields) throws ManscdpException {
        return new ManscdpMessage.Keepalive(fields.sn(sn), fields.deviceId(deviceId), fields.text(status), extra);
    }
}
