package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Gives JAXB the kept elements in the form that it can write, DOM. It never reads any: {@link KnownElements} does. */
final class XmlNodeAdapter extends XmlAdapter<Element, XmlNode> {
    private final Document document = emptyDocument();

    @Override
    public Element marshal(XmlNode node) {
        Element element = document.createElement(node.name());
        node.attributes().forEach(element::setAttribute);
        element.appendChild(document.createTextNode(node.text()));
        node.children().forEach(child -> element.appendChild(marshal(child)));
        return element;
    }

    @Override
    public XmlNode unmarshal(Element element) {
        throw new IllegalStateException("element " + element.getTagName() + " reached JAXB, though no class names it");
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
