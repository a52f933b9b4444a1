package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.Unmarshaller;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * Shows JAXB the elements that its classes name, under the names that the classes have ({@code <deviceid>} is
 * DeviceID), and gives all others to the object around them as they were spelled. JAXB could keep them itself, but
 * makes a transformer for each, which doubled the time of reading a catalog. For one document, on one thread.
 */
final class KnownElements extends StreamReaderDelegate {
    private final ElementLevel root;
    private final Set<Repair> repairs;
    private final Deque<ElementLevel> levels = new ArrayDeque<>();
    private final Deque<ExtensibleXml> targets = new ArrayDeque<>();
    private String name = "";

    KnownElements(XMLStreamReader reader, Class<?> bodyType, Set<Repair> repairs) {
        super(reader);
        root = ElementLevel.of(bodyType);
        this.repairs = repairs;
    }

    /** Tells this reader which objects JAXB is filling. */
    Unmarshaller.Listener listener() {
        return new Unmarshaller.Listener() {
            @Override
            public void beforeUnmarshal(Object target, Object parent) {
                if (target instanceof ExtensibleXml extensible) {
                    targets.push(extensible);
                }
            }

            @Override
            public void afterUnmarshal(Object target, Object parent) {
                if (target instanceof ExtensibleXml) {
                    targets.pop();
                }
            }
        };
    }

    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        while (event == START_ELEMENT && !enters(super.getLocalName())) {
            new XmlTreeReader(getParent(), repairs).element().ifPresent(this::keep);
            event = super.next();
        }
        if (event == END_ELEMENT) {
            levels.pop();
            ElementLevel around = levels.peek();
            name = around == null
                    ? super.getLocalName()
                    : around.name(super.getLocalName()).orElseThrow();
        }
        return event;
    }

    private void keep(XmlNode unknown) {
        ExtensibleXml target = targets.element();
        // an Item inside a Name: written again it would be read as something that it was not
        if (ElementLevel.of(target.getClass()).name(unknown.name()).isPresent()) {
            repairs.add(Repair.MISPLACED_ELEMENT);
        } else {
            target.extra.add(unknown);
        }
    }

    /** Goes into an element if it is a known one. */
    private boolean enters(String sent) {
        ElementLevel around = levels.peek();
        if (around == null) {
            name = sent;
            levels.push(root);
            return true;
        }
        return around.name(sent).map(known -> enters(around, known, sent)).orElse(false);
    }

    private boolean enters(ElementLevel around, String known, String sent) {
        if (!known.equals(sent)) {
            repairs.add(Repair.ELEMENT_NAME);
        }
        name = known;
        levels.push(around.inside(known));
        return true;
    }

    @Override
    public String getLocalName() {
        return name;
    }

    /** Namespaces are not used on the wire, though some peers declare the schema's. */
    @Override
    public String getNamespaceURI() {
        return "";
    }

    @Override
    public String getPrefix() {
        return "";
    }

    @Override
    public String getAttributeLocalName(int index) {
        return levels.element().attribute(super.getAttributeLocalName(index));
    }

    @Override
    public String getAttributeNamespace(int index) {
        return "";
    }

    @Override
    public String getAttributePrefix(int index) {
        return "";
    }
}
