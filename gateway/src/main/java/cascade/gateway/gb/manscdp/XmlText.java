package cascade.gateway.gb.manscdp;

import java.util.function.IntConsumer;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Serialiser of SAX events in the form that platforms write themselves: every element on its own line, CRLF, no
 * indentation, no empty-element tags, which some readers do not know. For one document, on one thread.
 */
final class XmlText extends DefaultHandler {
    private static final String LINE_END = "\r\n";

    private final StringBuilder text = new StringBuilder(512);
    private boolean afterStartTag;

    /** The document as far as it was written. */
    String text() {
        return text.toString();
    }

    @Override
    public void startElement(String uri, String localName, String qualifiedName, Attributes attributes) {
        endLine();
        text.append('<').append(qualifiedName);
        for (int i = 0; i < attributes.getLength(); i++) {
            text.append(' ').append(attributes.getQName(i)).append("=\"");
            escape(attributes.getValue(i), this::attributeCharacter);
            text.append('"');
        }
        text.append('>');
        afterStartTag = true;
    }

    @Override
    public void characters(char[] chars, int start, int length) {
        escape(new String(chars, start, length), this::textCharacter);
    }

    @Override
    public void endElement(String uri, String localName, String qualifiedName) {
        text.append("</").append(qualifiedName).append('>').append(LINE_END);
        afterStartTag = false;
    }

    private void endLine() {
        if (afterStartTag) {
            text.append(LINE_END);
        }
    }

    private static void escape(String value, IntConsumer character) {
        XmlCharacters.legal(value).codePoints().forEach(character);
    }

    private void textCharacter(int c) {
        switch (c) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '"' -> text.append("&quot;");
            case '\'' -> text.append("&apos;");
            // a parser would make a line feed of it
            case '\r' -> text.append("&#13;");
            default -> text.appendCodePoint(c);
        }
    }

    private void attributeCharacter(int c) {
        switch (c) {
            // a parser would make blanks of them
            case '\t' -> text.append("&#9;");
            case '\n' -> text.append("&#10;");
            default -> textCharacter(c);
        }
    }
}
