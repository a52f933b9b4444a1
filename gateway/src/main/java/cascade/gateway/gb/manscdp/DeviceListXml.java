package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DeviceList element, the items of one part of a catalog. */
@XmlAccessorType(XmlAccessType.FIELD)
final class DeviceListXml {
    @XmlAttribute(name = "Num")
    @Nullable
    String num;

    @XmlElement(name = "Item")
    final List<CatalogItemXml> items = new ArrayList<>();

    static DeviceListXml of(List<CatalogItem> items) {
        DeviceListXml list = new DeviceListXml();
        list.num = Integer.toString(items.size());
        items.forEach(item -> list.items.add(CatalogItemXml.of(item)));
        return list;
    }

    List<CatalogItem> toItems(FieldReader fields) {
        fields.checkCount(fields.count(num), items.size());
        return items.stream().flatMap(item -> item.toItem(fields).stream()).toList();
    }
}
