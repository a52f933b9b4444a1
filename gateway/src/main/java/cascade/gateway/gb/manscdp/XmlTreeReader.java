package cascade.gateway.gb.manscdp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reader of elements as {@link XmlNode}: commands that are only passed on, and what no JAXB class names. What it
 * returns can be written again, whatever was read: names lose their namespace prefix, and what has no name then is left
 * out. For one document, on one thread.
 */
final class XmlTreeReader {
    private final XMLStreamReader reader;
    private final Set<Repair> repairs;

    XmlTreeReader(XMLStreamReader reader, Set<Repair> repairs) {
        this.reader = reader;
        this.repairs = repairs;
    }

    /** The root element, empty where it has no usable name; everything after it must be blank. */
    Optional<XmlNode> root() throws XMLStreamException {
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
            // comments before the root carry nothing of MANSCDP
        }
        Optional<XmlNode> root = element();
        while (reader.hasNext()) {
            reader.next();
        }
        return root;
    }

    /** The element whose start tag was read; recursion is bounded by the reader's depth limit. */
    Optional<XmlNode> element() throws XMLStreamException {
        Optional<String> name = local(reader.getLocalName());
        Map<String, String> attributes = attributes();
        StringBuilder text = new StringBuilder();
        List<XmlNode> children = new ArrayList<>();
        int event = reader.next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                element().ifPresent(children::add);
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            }
            event = reader.next();
        }
        return name.map(local -> new XmlNode(local, attributes, text.toString().strip(), children));
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            // the parser takes the prefix off attributes, though not off elements
            String written = reader.getAttributeLocalName(i);
            String value = reader.getAttributeValue(i).strip();
            if (!XmlNames.isDeclaration(written) && !"xmlns".equals(reader.getAttributePrefix(i))) {
                local(written).ifPresent(name -> attributes.putIfAbsent(name, value));
            }
        }
        return attributes;
    }

    private Optional<String> local(String written) {
        Optional<String> local = XmlNames.local(written);
        if (local.isEmpty()) {
            repairs.add(Repair.NAME_SKIPPED);
        } else if (local.get().length() < written.length()) {
            repairs.add(Repair.NAMESPACE_PREFIX);
        }
        return local;
    }
}
