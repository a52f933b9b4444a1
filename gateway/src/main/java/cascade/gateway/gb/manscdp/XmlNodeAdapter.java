package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** Lets the JAXB classes hold elements that they do not name as {@link XmlNode}, where JAXB itself knows DOM only. */
final class XmlNodeAdapter extends XmlAdapter<Element, XmlNode> {
    private final Document document = emptyDocument();

    @Override
    public XmlNode unmarshal(Element element) {
        Map<String, String> attributes = new LinkedHashMap<>();
        NamedNodeMap map = element.getAttributes();
        for (int i = 0; i < map.getLength(); i++) {
            Attr attribute = (Attr) map.item(i);
            attributes.put(attribute.getName(), attribute.getValue().strip());
        }
        StringBuilder text = new StringBuilder();
        List<XmlNode> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(unmarshal(child));
            } else if (node instanceof Text part) {
                text.append(part.getData());
            }
        }
        return new XmlNode(element.getTagName(), attributes, text.toString().strip(), children);
    }

    @Override
    public Element marshal(XmlNode node) {
        Element element = document.createElement(node.name());
        node.attributes().forEach(element::setAttribute);
        if (!node.text().isEmpty()) {
            element.appendChild(document.createTextNode(node.text()));
        }
        node.children().forEach(child -> element.appendChild(marshal(child)));
        return element;
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("an empty document needs no feature", e);
        }
    }
}
