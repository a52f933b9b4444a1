package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlType;

/** GB/T 28181-2016 annex A, Query DeviceInfo. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(propOrder = {"cmdType", "sn", "deviceId"})
final class DeviceInfoQueryXml extends BodyXml {

    static DeviceInfoQueryXml of(ManscdpMessage.DeviceInfoQuery message) {
        DeviceInfoQueryXml body = new DeviceInfoQueryXml();
        body.setHead(message, message.deviceId());
        body.extra.addAll(message.extra());
        return body;
    }

    @Override
    ManscdpMessage toMessage(ManscdpMessage.Root root, FieldReader fields) throws ManscdpException {
        return new ManscdpMessage.DeviceInfoQuery(fields.sn(sn), fields.deviceId(deviceId), extra);
    }
}
