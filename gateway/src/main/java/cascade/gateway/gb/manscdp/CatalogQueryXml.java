package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import org.jspecify.annotations.Nullable;

/** GB/T 28181-2016 annex A, Query Catalog. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(propOrder = {"cmdType", "sn", "deviceId", "startTime", "endTime"})
final class CatalogQueryXml extends BodyXml {
    @XmlElement(name = "StartTime")
    @Nullable
    String startTime;

    @XmlElement(name = "EndTime")
    @Nullable
    String endTime;

    static CatalogQueryXml of(ManscdpMessage.CatalogQuery message) {
        CatalogQueryXml body = new CatalogQueryXml();
        body.setHead(message, message.deviceId());
        body.startTime = message.startTime().orElse(null);
        body.endTime = message.endTime().orElse(null);
        body.extra.addAll(message.extra());
        return body;
    }

    @Override
    ManscdpMessage toMessage(ManscdpMessage.Root root, FieldReader fields) throws ManscdpException {
        return new ManscdpMessage.CatalogQuery(
                fields.sn(sn), fields.deviceId(deviceId), fields.text(startTime), fields.text(endTime), extra);
    }
}
