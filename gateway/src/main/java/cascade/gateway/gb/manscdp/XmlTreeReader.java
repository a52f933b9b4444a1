package cascade.gateway.gb.manscdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads elements as {@link XmlNode}: commands that are only passed on, and what no JAXB class names. */
final class XmlTreeReader {
    private XmlTreeReader() {}

    /** The root element; everything after it must be blank. */
    static XmlNode read(XMLStreamReader reader) throws XMLStreamException {
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
            // comments before the root carry nothing of MANSCDP
        }
        XmlNode root = element(reader);
        while (reader.hasNext()) {
            reader.next();
        }
        return root;
    }

    /** The element whose start tag was read; recursion is bounded by the reader's depth limit. */
    static XmlNode element(XMLStreamReader reader) throws XMLStreamException {
        String name = reader.getLocalName();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(
                    reader.getAttributeLocalName(i), reader.getAttributeValue(i).strip());
        }
        StringBuilder text = new StringBuilder();
        List<XmlNode> children = new ArrayList<>();
        int event = reader.next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(reader));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            }
            event = reader.next();
        }
        return new XmlNode(name, attributes, text.toString().strip(), children);
    }
}
