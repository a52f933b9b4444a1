package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import org.jspecify.annotations.Nullable;

/** GB/T 28181-2016 annex A, Response DeviceInfo. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(
        propOrder = {"cmdType", "sn", "deviceId", "deviceName", "result", "manufacturer", "model", "firmware", "channel"
        })
final class DeviceInfoXml extends BodyXml {
    @XmlElement(name = "DeviceName")
    @Nullable
    String deviceName;

    @XmlElement(name = "Result")
    @Nullable
    String result;

    @XmlElement(name = "Manufacturer")
    @Nullable
    String manufacturer;

    @XmlElement(name = "Model")
    @Nullable
    String model;

    @XmlElement(name = "Firmware")
    @Nullable
    String firmware;

    @XmlElement(name = "Channel")
    @Nullable
    String channel;

    static DeviceInfoXml of(ManscdpMessage.DeviceInfoResponse message) {
        DeviceInfoXml body = new DeviceInfoXml();
        body.setHead(message, message.deviceId());
        body.deviceName = message.deviceName().orElse(null);
        body.result = message.result().orElse(null);
        body.manufacturer = message.manufacturer().orElse(null);
        body.model = message.model().orElse(null);
        body.firmware = message.firmware().orElse(null);
        body.channel = message.channel().orElse(null);
        body.extra.addAll(message.extra());
        return body;
    }

    @Override
    ManscdpMessage toMessage(ManscdpMessage.Root root, FieldReader fields) throws ManscdpException {
        return new ManscdpMessage.DeviceInfoResponse(
                fields.sn(sn),
                fields.deviceId(deviceId),
                fields.text(deviceName),
                fields.text(result),
                fields.text(manufacturer),
                fields.text(model),
                fields.text(firmware),
                fields.text(channel),
                extra);
    }
}
