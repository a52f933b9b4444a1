package cascade.gateway.gb.edition;

import cascade.gateway.gb.manscdp.XmlNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Alarmstatus of a DeviceStatus answer, the inputs of a device with their duty (GB/T 28181-2016 A.2.6.6). Stateless. */
final class AlarmStatus {

    private AlarmStatus() {}

    static XmlNode of(XmlNode element, GbEdition from, GbEdition to) {
        Map<String, String> attributes = new TreeMap<>();
        element.attributes()
                .forEach((name, value) -> attributes.put(
                        name.toLowerCase(Locale.ROOT).equals("num") ? (to.is2022() ? "Num" : "num") : name, value));
        return new XmlNode(
                element.name(),
                attributes,
                element.text(),
                element.children().stream()
                        .map(item -> from == GbEdition.GB2011 ? dutyOf(item) : item)
                        .toList());
    }

    private static XmlNode dutyOf(XmlNode item) {
        return new XmlNode(
                item.name(),
                item.attributes(),
                item.text(),
                item.children().stream()
                        .map(field -> field.isNamed("Status") ? XmlNode.of("DutyStatus", field.text()) : field)
                        .toList());
    }
}
