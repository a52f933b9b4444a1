package cascade.gateway.gb.manscdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbText;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.helpers.DefaultHandler;

/** Nothing that a peer sent may make what others are sent fail: one strange item, and all others are whole. */
@FieldReport(value = "load 5", part = "for any item, at random")
class WhateverWasReadIsWrittenTest {
    private static final int SEEDS = 400;
    private static final String[] CHARSETS = {"GB2312", "GBK", "GB18030", "UTF-8"};
    private static final String[] NAMES = {
        "Ext",
        "hk:Ext",
        "hk:",
        ":x",
        "a:b:c",
        "xmlns",
        "xmlns:hk",
        "xml:lang",
        "测试",
        "Ext测试",
        "1x",
        "-",
        "",
        "a b",
        "a>b",
        "a\"b",
        "Name",
        "hk:Name",
        "Item",
        "hk:Item",
        "name",
        "DeviceList",
        "_",
        "\u0000",
        "\uD800"
    };
    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "北门<测试>",
        "]]>",
        "&",
        "&#0;",
        "\u0000\u0001\u001F\u007F\u0085",
        "\uD800",
        "\uDFFFx\uD800",
        "𠮷䶮é",
        "\uFFFE\uFFFF",
        "\r\n\t",
        "<!--",
        "\uFEFF",
        "\u2028"
    };

    private final ManscdpReader reader = new ManscdpReader(XmlLimits.DEFAULTS);

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyItemIsWrittenWellFormedBesideItsNeighbours(int seed) throws Exception {
        var random = new Random(seed);
        CatalogItem strange = CatalogItem.builder(new DeviceId("2"))
                .name(one(TEXTS, random))
                .owner(one(TEXTS, random))
                .status(one(TEXTS, random))
                .extra(nodes(random, 3))
                .build();
        var message = CatalogResponse.part(1, new DeviceId("9"), 3, List.of(plain("1"), strange, plain("3")));
        for (String charset : CHARSETS) {
            var writer = new ManscdpWriter(Charset.forName(charset));

            byte[] written = writer.write(message);

            assertThat(parsed(written).getElementsByTagName("Item").getLength())
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(3);
            assertThat(writer.itemBytes(strange)).isPositive();
            CatalogResponse read = (CatalogResponse) reader.read(written, UTF_8).message();
            assertThat(read.items()).as("seed %d", seed).hasSize(3).contains(plain("1"), plain("3"));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatTheReaderAcceptsIsWrittenAndReadAgainTheSame(int seed) throws Exception {
        var random = new Random(seed);
        String body = "<Response><CmdType>Catalog</CmdType><SN>1</SN><DeviceID>9</DeviceID><SumNum>2</SumNum>"
                + "<DeviceList Num=\"2\"><Item><DeviceID>1</DeviceID><Name>a</Name></Item><Item><DeviceID>2</DeviceID>"
                + xml(nodes(random, 3)) + "</Item></DeviceList>" + xml(nodes(random, 2)) + "</Response>";
        ManscdpReading first;
        try {
            first = reader.read(body.getBytes(UTF_8), UTF_8);
        } catch (ManscdpException refused) {
            return;
        }
        for (String charset : CHARSETS) {
            byte[] written = new ManscdpWriter(Charset.forName(charset)).write(first.message());

            parsed(written);
            assertThat(reader.read(written, UTF_8).message())
                    .as("seed %d, %s", seed, body)
                    .isEqualTo(first.message());
        }
    }

    /** By a parser that knows namespaces, as most platforms have one. */
    private static Document parsed(byte[] written) throws Exception {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler());
        // by what the bytes are: GB18030 under the labels of its subsets
        String text = new String(written, GbText.GB18030);
        byte[] relabelled = text.contains("\"UTF-8\"")
                ? written
                : text.replaceFirst("encoding=\"[^\"]*\"", "encoding=\"GB18030\"")
                        .getBytes(GbText.GB18030);
        return builder.parse(new ByteArrayInputStream(relabelled));
    }

    private static CatalogItem plain(String id) {
        return CatalogItem.builder(new DeviceId(id)).name("plain").build();
    }

    private static List<XmlNode> nodes(Random random, int depth) {
        var nodes = new ArrayList<XmlNode>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int j = random.nextInt(3); j > 0; j--) {
                attributes.put(one(NAMES, random), one(TEXTS, random));
            }
            nodes.add(new XmlNode(
                    one(NAMES, random),
                    attributes,
                    one(TEXTS, random),
                    depth == 0 ? List.of() : nodes(random, depth - 1)));
        }
        return nodes;
    }

    /** Elements as a peer would write them that escapes nothing. */
    private static String xml(List<XmlNode> nodes) {
        var text = new StringBuilder();
        for (XmlNode node : nodes) {
            text.append('<').append(node.name());
            node.attributes()
                    .forEach((name, value) -> text.append(' ')
                            .append(name)
                            .append("=\"")
                            .append(value)
                            .append('"'));
            text.append('>').append(node.text()).append(xml(node.children()));
            text.append("</").append(node.name()).append('>');
        }
        return text.toString();
    }

    private static String one(String[] choices, Random random) {
        return choices[random.nextInt(choices.length)];
    }
}
