package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** GB/T 28181-2016 annex A, Response and Notify Catalog: answers and notifications have one form. */
@XmlAccessorType(XmlAccessType.FIELD)
@XmlType(propOrder = {"cmdType", "sn", "deviceId", "sumNum", "deviceList"})
final class CatalogXml extends BodyXml {
    @XmlElement(name = "SumNum")
    @Nullable
    String sumNum;

    @XmlElement(name = "DeviceList")
    @Nullable
    DeviceListXml deviceList;

    static CatalogXml of(ManscdpMessage.CatalogResponse message) {
        CatalogXml body = new CatalogXml();
        body.setHead(message, message.deviceId());
        body.setItems(message.sumNum(), message.items());
        body.extra.addAll(message.extra());
        return body;
    }

    static CatalogXml of(ManscdpMessage.CatalogNotify message) {
        CatalogXml body = new CatalogXml();
        body.setHead(message, message.deviceId());
        body.setItems(message.sumNum(), message.items());
        body.extra.addAll(message.extra());
        return body;
    }

    private void setItems(OptionalInt sum, List<CatalogItem> items) {
        sumNum = sum.isPresent() ? Integer.toString(sum.getAsInt()) : null;
        // the standard writes an empty result without a list
        if (!items.isEmpty()) {
            deviceList = DeviceListXml.of(items);
        }
    }

    @Override
    ManscdpMessage toMessage(ManscdpMessage.Root root, FieldReader fields) throws ManscdpException {
        OptionalInt sum = fields.count(sumNum);
        List<CatalogItem> items = deviceList == null ? List.of() : deviceList.toItems(fields);
        if (sum.isPresent() && sum.getAsInt() < items.size()) {
            fields.note(Repair.COUNT_MISMATCH);
        }
        return root == ManscdpMessage.Root.NOTIFY
                ? new ManscdpMessage.CatalogNotify(fields.sn(sn), fields.deviceId(deviceId), sum, items, extra)
                : new ManscdpMessage.CatalogResponse(fields.sn(sn), fields.deviceId(deviceId), sum, items, extra);
    }
}
