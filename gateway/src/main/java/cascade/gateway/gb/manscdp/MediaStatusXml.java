package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import org.jspecify.annotations.Nullable;

/** GB/T 28181-2016 annex A, Notify MediaStatus. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(propOrder = {"cmdType", "sn", "deviceId", "notifyType"})
final class MediaStatusXml extends BodyXml {
    @XmlElement(name = "NotifyType")
    @Nullable
    String notifyType;

    static MediaStatusXml of(ManscdpMessage.MediaStatus message) {
        MediaStatusXml body = new MediaStatusXml();
        body.setHead(message, message.deviceId());
        body.notifyType = message.notifyType().orElse(null);
        body.extra.addAll(message.extra());
        return body;
    }

    @Override
    ManscdpMessage toMessage(ManscdpMessage.Root root, FieldReader fields) throws ManscdpException {
        return new ManscdpMessage.MediaStatus(fields.sn(sn), fields.deviceId(deviceId), fields.text(notifyType), extra);
    }
}
