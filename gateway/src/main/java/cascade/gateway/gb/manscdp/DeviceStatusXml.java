package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import org.jspecify.annotations.Nullable;

/** GB/T 28181-2016 annex A, Response DeviceStatus. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(
        propOrder = {
            "cmdType",
            "sn",
            "deviceId",
            "result",
            "online",
            "status",
            "reason",
            "encode",
            "record",
            "deviceTime"
        })
final class DeviceStatusXml extends BodyXml {
    @XmlElement(name = "Result")
    @Nullable
    String result;

    @XmlElement(name = "Online")
    @Nullable
    String online;

    @XmlElement(name = "Status")
    @Nullable
    String status;

    @XmlElement(name = "Reason")
    @Nullable
    String reason;

    @XmlElement(name = "Encode")
    @Nullable
    String encode;

    @XmlElement(name = "Record")
    @Nullable
    String record;

    @XmlElement(name = "DeviceTime")
    @Nullable
    String deviceTime;

    static DeviceStatusXml of(ManscdpMessage.DeviceStatusResponse message) {
        DeviceStatusXml body = new DeviceStatusXml();
        body.setHead(message, message.deviceId());
        body.result = message.result().orElse(null);
        body.online = message.online().orElse(null);
        body.status = message.status().orElse(null);
        body.reason = message.reason().orElse(null);
        body.encode = message.encode().orElse(null);
        body.record = message.record().orElse(null);
        body.deviceTime = message.deviceTime().orElse(null);
        body.extra.addAll(message.extra());
        return body;
    }

    @Override
    ManscdpMessage toMessage(ManscdpMessage.Root root, FieldReader fields) throws ManscdpException {
        return new ManscdpMessage.DeviceStatusResponse(
                fields.sn(sn),
                fields.deviceId(deviceId),
                fields.text(result),
                fields.text(online),
                fields.text(status),
                fields.text(reason),
                fields.text(encode),
                fields.text(record),
                fields.text(deviceTime),
                extra);
    }
}
