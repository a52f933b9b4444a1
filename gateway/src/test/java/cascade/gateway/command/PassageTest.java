package cascade.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpReader;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.gb.manscdp.XmlLimits;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Whatever a platform says to the other side arrives as it was said, in the charset of the receiver. */
class PassageTest {

    private static final int SEEDS = 500;
    private static final List<Charset> CHARSETS =
            Stream.of("GB2312", "GBK", "GB18030", "UTF-8").map(Charset::forName).toList();

    /** Characters of GB2312, of GBK alone, of GB18030 alone, and those that XML cares about. */
    private static final String CHARACTERS = "aZ09 .-_&<>\"'/;=#北门摄像机枪联通模块镕喆碁鎔\u3400𠮷é€";

    private static final List<String> COMMANDS = List.of(
            "DeviceInfo",
            "DeviceStatus",
            "RecordInfo",
            "PresetQuery",
            "ConfigDownload",
            "DeviceControl",
            "VendorCommand");
    private static final List<String> ROOTS = List.of("Query", "Control", "Notify", "Response");
    private static final List<String> NAMES = List.of("Vendor", "VendorData", "Ext_1", "hikExt", "Channels", "Deep");

    private final ManscdpReader reader = new ManscdpReader(XmlLimits.DEFAULTS);

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTextArrivesAsItWas(int seed) throws Exception {
        var random = new Random(seed);
        Charset from = one(CHARSETS, random);
        Charset to = one(CHARSETS, random);
        String document = document(random, from, to);

        ManscdpMessage told = reader.read(
                        ("<?xml version=\"1.0\" encoding=\"" + from.name() + "\"?>\r\n" + document).getBytes(from),
                        StandardCharsets.UTF_8)
                .message();
        byte[] arrived = new ManscdpWriter(to, false).write(new Rewriting(4711, id -> id).of(told));

        assertThat(texts(arrived, to))
                .as("seed %d, %s to %s, %s", seed, from, to, document)
                .containsExactlyInAnyOrderElementsOf(texts(
                        document.replace("<SN>17</SN>", "<SN>4711</SN>").getBytes(StandardCharsets.UTF_8),
                        StandardCharsets.UTF_8));
    }

    private static String document(Random random, Charset from, Charset to) {
        String root = one(ROOTS, random);
        return "<" + root + "><CmdType>" + one(COMMANDS, random)
                + "</CmdType><SN>17</SN><DeviceID>37280601411319001158</DeviceID><Manufacturer>"
                + text(random, from, to)
                + "</Manufacturer>" + elements(random, from, to, 3) + "<Reason>" + text(random, from, to)
                + "</Reason></" + root + ">";
    }

    private static String elements(Random random, Charset from, Charset to, int depth) {
        var xml = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            String name = one(NAMES, random);
            xml.append('<').append(name);
            for (int j = 0; j < random.nextInt(3); j++) {
                xml.append(" a")
                        .append(j)
                        .append("=\"")
                        .append(text(random, from, to))
                        .append('"');
            }
            boolean leaf = depth == 0 || random.nextBoolean();
            xml.append('>').append(leaf ? text(random, from, to) : elements(random, from, to, depth - 1));
            xml.append("</").append(name).append('>');
        }
        return xml.toString();
    }

    /** Of characters that both charsets have, without blanks at its ends. */
    private static String text(Random random, Charset from, Charset to) {
        int[] known = CHARACTERS
                .codePoints()
                .filter(character -> has(from, character) && has(to, character))
                .toArray();
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(known[random.nextInt(known.length)]);
        }
        return text.toString()
                .strip()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static boolean has(Charset charset, int character) {
        return charset.newEncoder().canEncode(Character.toString(character));
    }

    /** Path and value of every element and attribute, by a parser that is not ours. */
    private static List<String> texts(byte[] document, Charset charset) throws Exception {
        String text = new String(document, charset).replaceFirst("^<\\?xml[^>]*>", "");
        Element root = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        var texts = new ArrayList<String>();
        collect(root, "", texts);
        return texts;
    }

    private static void collect(Element element, String above, List<String> texts) {
        String path = above + "/" + element.getTagName();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            texts.add(path + "@" + attribute.getNodeName() + "=" + attribute.getNodeValue());
        }
        boolean leaf = true;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                leaf = false;
                collect(inner, path, texts);
            }
        }
        texts.add(path + "=" + (leaf ? element.getTextContent().strip() : ""));
    }

    private static <T> T one(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
