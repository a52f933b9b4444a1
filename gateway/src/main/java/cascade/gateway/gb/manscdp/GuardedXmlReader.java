package cascade.gateway.gb.manscdp;

import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * StAX reader without DTD and external entities that stops at the first element beyond a limit, before anything is
 * built of it. For one document, on one thread.
 */
final class GuardedXmlReader extends StreamReaderDelegate {
    /** A limit that was passed; distinguishes "too much" from "not well formed". */
    static final class LimitPassed extends XMLStreamException {
        private static final long serialVersionUID = 1L;

        private final ManscdpException refusal;

        LimitPassed(ManscdpException.Kind kind, String message) {
            super(message);
            refusal = new ManscdpException(kind, message);
        }

        ManscdpException refusal() {
            return refusal;
        }
    }

    /** One a thread: a shared one is not promised to be thread-safe, and a new one costs as much as a small document. */
    private static final ThreadLocal<XMLInputFactory> FACTORY = ThreadLocal.withInitial(GuardedXmlReader::factory);

    private final XmlLimits limits;
    /** The message's own prefix, if it writes its elements with one. */
    private String rootPrefix = "";

    private int depth;
    private int items;
    private int textChars;

    private GuardedXmlReader(XMLStreamReader reader, XmlLimits limits) {
        super(reader);
        this.limits = limits;
    }

    static GuardedXmlReader of(String document, XmlLimits limits) throws XMLStreamException {
        return new GuardedXmlReader(FACTORY.get().createXMLStreamReader(new StringReader(document)), limits);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are refused");
        });
        return factory;
    }

    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        switch (event) {
            case START_ELEMENT -> startElement();
            case END_ELEMENT -> {
                depth--;
                textChars = 0;
            }
            case CHARACTERS, CDATA, SPACE -> addText(getTextLength());
            default -> {
                // comments and processing instructions carry nothing of MANSCDP
            }
        }
        return event;
    }

    /** The name as it was written, without the prefix that the root element has. */
    @Override
    public String getLocalName() {
        String written = super.getLocalName();
        return !rootPrefix.isEmpty() && written.startsWith(rootPrefix)
                ? written.substring(rootPrefix.length())
                : written;
    }

    private void startElement() throws XMLStreamException {
        if (depth == 0) {
            rootPrefix = XmlNames.prefix(super.getLocalName());
        }
        depth++;
        textChars = 0;
        if (depth > limits.maxDepth()) {
            throw new LimitPassed(ManscdpException.Kind.TOO_DEEP, "more than " + limits.maxDepth() + " levels");
        }
        if (getLocalName().equalsIgnoreCase("Item") && ++items > limits.maxItems()) {
            throw new LimitPassed(ManscdpException.Kind.TOO_MANY_ITEMS, "more than " + limits.maxItems() + " items");
        }
        for (int i = 0; i < getAttributeCount(); i++) {
            requireShort(getAttributeValue(i).length());
        }
    }

    private void addText(int chars) throws XMLStreamException {
        textChars += chars;
        requireShort(textChars);
    }

    private void requireShort(int chars) throws XMLStreamException {
        if (chars > limits.maxTextChars()) {
            throw new LimitPassed(
                    ManscdpException.Kind.TEXT_TOO_LONG, "more than " + limits.maxTextChars() + " characters");
        }
    }
}
