package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlType;

/** GB/T 28181-2016 annex A, Query DeviceStatus. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(propOrder = {"cmdType", "sn", "deviceId"})
final class DeviceStatusQueryXml extends BodyXml {

    static DeviceStatusQueryXml of(ManscdpMessage.DeviceStatusQuery message) {
        DeviceStatusQueryXml body = new DeviceStatusQueryXml();
        body.setHead(message, message.deviceId());
        body.extra.addAll(message.extra());
        return body;
    }

    @Override
    ManscdpMessage toMessage(ManscdpMessage.Root root, FieldReader fields) throws ManscdpException {
        return new ManscdpMessage.DeviceStatusQuery(fields.sn(sn), fields.deviceId(deviceId), extra);
    }
}
