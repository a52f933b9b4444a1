package cascade.gateway.gb.manscdp;

import java.util.Optional;
import org.xml.sax.helpers.AttributesImpl;

/** SAX events of an {@link XmlNode}; what {@link XmlNames} cannot write is left out, the rest is whole. */
final class XmlTreeEvents {
    private static final String NO_NAMESPACE = "";

    private XmlTreeEvents() {}

    static void send(XmlNode element, XmlText target) {
        Optional<String> name = XmlNames.local(element.name());
        if (name.isEmpty()) {
            return;
        }
        target.startElement(NO_NAMESPACE, name.get(), name.get(), attributes(element));
        target.characters(element.text().toCharArray(), 0, element.text().length());
        element.children().forEach(child -> send(child, target));
        target.endElement(NO_NAMESPACE, name.get(), name.get());
    }

    private static AttributesImpl attributes(XmlNode element) {
        AttributesImpl attributes = new AttributesImpl();
        element.attributes()
                .forEach((written, value) -> XmlNames.local(written)
                        .filter(name -> attributes.getIndex(name) < 0 && !XmlNames.isDeclaration(written))
                        .ifPresent(name -> attributes.addAttribute(NO_NAMESPACE, name, name, "CDATA", value)));
        return attributes;
    }
}
