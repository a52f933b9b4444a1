package cascade.gateway.gb.manscdp;

import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** An {@link XmlNode} as SAX events. */
final class XmlTreeEvents {
    private static final String NO_NAMESPACE = "";

    private XmlTreeEvents() {}

    static void send(XmlNode element, ContentHandler target) throws SAXException {
        AttributesImpl attributes = new AttributesImpl();
        element.attributes()
                .forEach((name, value) -> attributes.addAttribute(NO_NAMESPACE, name, name, "CDATA", value));
        target.startElement(NO_NAMESPACE, element.name(), element.name(), attributes);
        target.characters(element.text().toCharArray(), 0, element.text().length());
        for (XmlNode child : element.children()) {
            send(child, target);
        }
        target.endElement(NO_NAMESPACE, element.name(), element.name());
    }
}
