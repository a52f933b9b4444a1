package cascade.gateway.gb.manscdp;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Root element and CmdType of a document: what decides how the rest is read. */
record Heading(ManscdpMessage.Root root, String command) {
    /** Reads a document as far as its CmdType, which most peers write first. */
    static Heading of(XMLStreamReader reader, FieldReader fields) throws XMLStreamException, ManscdpException {
        int depth = 0;
        ManscdpMessage.Root root = null;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                if (root == null) {
                    root = root(reader.getLocalName());
                } else if (depth == 2 && reader.getLocalName().equalsIgnoreCase("CmdType")) {
                    return new Heading(root, fields.command(reader.getElementText()));
                }
            }
        }
        throw new ManscdpException(ManscdpException.Kind.MISSING_FIELD, "CmdType is missing");
    }

    private static ManscdpMessage.Root root(String name) throws ManscdpException {
        return ElementNames.root(name)
                .orElseThrow(() -> new ManscdpException(
                        ManscdpException.Kind.UNKNOWN_ROOT, "(expected: Query, Notify, Response or Control)"));
    }
}
