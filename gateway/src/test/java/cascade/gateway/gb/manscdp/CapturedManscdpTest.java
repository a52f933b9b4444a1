package cascade.gateway.gb.manscdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.gb.CapturedBodies;
import cascade.gateway.gb.CapturedBodies.Captured;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbText;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Every MANSCDP body of the captures, compared with what a plain DOM parser finds in it. */
class CapturedManscdpTest {
    private static final Charset GB2312 = Charset.forName("GB2312");

    private final ManscdpReader reader = new ManscdpReader(XmlLimits.DEFAULTS);
    private final ManscdpWriter writer = new ManscdpWriter(GB2312);

    static Stream<Captured> wellFormedBodies() {
        return CapturedBodies.ofType("application/manscdp+xml").stream().filter(captured -> captured.body()[0] == '<');
    }

    @Test
    void findsTheBodiesOfAllCaptures() {
        assertThat(wellFormedBodies()).hasSize(187);
    }

    @ParameterizedTest
    @MethodSource("wellFormedBodies")
    void writesAgainEveryLeafThatItRead(Captured captured) throws Exception {
        ManscdpReading reading = reader.read(captured.body(), GB2312);

        byte[] written = writer.write(reading.message());

        assertThat(leaves(written)).containsExactlyInAnyOrderElementsOf(leaves(captured.body()));
        assertThat(reader.read(written, GB2312).message()).isEqualTo(reading.message());
    }

    @ParameterizedTest
    @MethodSource("wellFormedBodies")
    void needsNoRepairForPlatformsThatWriteWellFormedXml(Captured captured) throws Exception {
        assertThat(reader.read(captured.body(), GB2312).repairs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wvp/upper/223-25alarm-message-lower-message.sip", "wvp/lower/212-20other-queries-up-message.sip"
            })
    void refusesCapturedBodiesThatAreNoXml(String name) {
        assertThatThrownBy(() -> reader.read(CapturedBodies.of(name), GB2312))
                .isInstanceOfSatisfying(
                        ManscdpException.class, e -> assertThat(e.kind()).isEqualTo(ManscdpException.Kind.NOT_XML));
    }

    @Test
    void readsTheChineseNamesOfACatalog() throws Exception {
        byte[] body = CapturedBodies.of("wvp/upper/019-01register-lower-message-catalog-response.sip");

        ManscdpMessage message = reader.read(body, GB2312).message();

        assertThat(message).isInstanceOfSatisfying(ManscdpMessage.CatalogResponse.class, response -> {
            assertThat(response.sumNum()).hasValue(7);
            CatalogItem camera = response.items().get(2);
            assertThat(camera.name()).hasValue("东门枪机1");
            assertThat(camera.parentIds())
                    .containsExactly(new DeviceId("34020000002000000002"), new DeviceId("34020000002160000001"));
            assertThat(camera.extraText("PTZType")).hasValue("1");
            assertThat(camera.event()).isEmpty();
        });
    }

    @Test
    void readsTheBlanksThatWvpWritesAroundNumbers() throws Exception {
        byte[] body = CapturedBodies.of("wvp/lower/068-05subscribe-catalog-wvp2up-notify-catalog-notify.sip");

        ManscdpMessage message = reader.read(body, GB2312).message();

        assertThat(message)
                .isEqualTo(ManscdpMessage.CatalogNotify.of(
                        628_125,
                        new DeviceId("34020000002000000001"),
                        List.of(CatalogItem.of(new DeviceId("34020000001320000002"), CatalogEvent.OFF))));
    }

    @Test
    void keepsTheBroadcastThatNamesNoDevice() throws Exception {
        byte[] body = CapturedBodies.of("wvp/lower/279-24broadcast-up-message-broadcast-notify.sip");

        ManscdpMessage message = reader.read(body, GB2312).message();

        assertThat(message).isInstanceOfSatisfying(ManscdpMessage.Other.class, broadcast -> {
            assertThat(broadcast.cmdType()).isEqualTo("Broadcast");
            assertThat(broadcast.deviceId()).isEmpty();
            assertThat(broadcast.tree().childText("TargetID")).hasValue("34020000001320000001");
        });
    }

    /** Path and text of every leaf and attribute; numbers of items by counting them, as an empty list is not written. */
    private static List<String> leaves(byte[] body) throws Exception {
        String text = new String(body, GbText.GB18030).replaceFirst("<\\?xml[^>]*>", "");
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text.strip())))
                .getDocumentElement();
        List<String> leaves = new ArrayList<>();
        collect(root, "/" + root.getTagName(), leaves);
        return leaves;
    }

    private static void collect(Element element, String path, List<String> leaves) {
        NodeList nodes = element.getChildNodes();
        Map<String, Integer> children = new HashMap<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element child) {
                collect(
                        child,
                        path + "/" + child.getTagName() + children.merge(child.getTagName(), 1, Integer::sum),
                        leaves);
            }
        }
        boolean emptyList = element.getTagName().endsWith("List") && children.isEmpty();
        if (element.hasAttribute("Num") && !emptyList) {
            leaves.add(path + "@Num=" + element.getAttribute("Num").strip());
        }
        if (children.isEmpty() && !emptyList) {
            String text = element.getTextContent().strip();
            leaves.add(path + "=" + (element.getTagName().equals("SN") ? Long.parseLong(text) : text));
        }
    }
}
