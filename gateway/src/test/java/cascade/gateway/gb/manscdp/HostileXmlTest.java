package cascade.gateway.gb.manscdp;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import cascade.gateway.gb.manscdp.ManscdpException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that want to cost time, memory or secrets. */
class HostileXmlTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final XmlLimits LIMITS = XmlLimits.DEFAULTS;
    /** Far above what any of these takes, far below what a quadratic reader would. */
    private static final Duration QUICKLY = Duration.ofSeconds(2);

    private final ManscdpReader reader = new ManscdpReader(LIMITS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE Notify [<!ENTITY a \"x\">]>",
                "<!doctype Notify>",
                "<! DOCTYPE Notify>",
                "<!DOC\0TYPE Notify [<!ENTITY a \"x\">]>",
                "<!ENTITY a \"x\">",
                "<!-- --><!DOCTYPE Notify SYSTEM \"http://127.0.0.1:1/x\">"
            })
    void refusesDocumentTypesAndEntities(String prologue) {
        assertRefused("<?xml version=\"1.0\"?>" + prologue + keepalive("&a;"), Kind.DOCTYPE);
    }

    @Test
    void refusesADocumentTypeInsideAnElement() {
        assertRefused(keepalive("<!DOCTYPE x>"), Kind.DOCTYPE);
    }

    @Test
    void refusesTheEntityBombQuickly() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE n [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 20; i++) {
            bomb.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        assertRefused(bomb + "]>" + keepalive("&e19;"), Kind.DOCTYPE);
    }

    @Test
    void readsNoFileAndCallsNobody(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            server.setSoTimeout(200);
            assertRefused(
                    "<!DOCTYPE n [<!ENTITY a SYSTEM \"" + secret.toUri() + "\">]>" + keepalive("&a;"), Kind.DOCTYPE);
            assertRefused(
                    "<!DOCTYPE n SYSTEM \"http://127.0.0.1:" + server.getLocalPort() + "/x.dtd\">" + keepalive("x"),
                    Kind.DOCTYPE);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void takesAnUndeclaredEntityForText() throws Exception {
        ManscdpMessage message = read(keepalive("&secret;")).message();
        assertThat(((ManscdpMessage.Keepalive) message).status()).hasValue("&secret;");
    }

    @Test
    void refusesABodyAboveTheLimit() {
        assertRefused(keepalive(" ".repeat(LIMITS.maxBodyBytes())), Kind.TOO_LARGE);
    }

    @Test
    void countsTheBytesOfTheBodyBeforeItDecodesThem() {
        assertThatThrownBy(() -> new ManscdpReader(new XmlLimits(10, 16, 10, 10)).read(new byte[11], UTF_8))
                .isInstanceOfSatisfying(
                        ManscdpException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE));
    }

    @Test
    void refusesElementsTooDeepInsideOneAnother() throws Exception {
        int inside = LIMITS.maxDepth() - 1;
        read(keepalive("OK").replace("</Notify>", nested(inside) + "</Notify>"));

        assertRefused(keepalive("OK").replace("</Notify>", nested(inside + 1) + "</Notify>"), Kind.TOO_DEEP);
        assertRefused("<Query><CmdType>Vendor</CmdType>" + nested(20_000) + "</Query>", Kind.TOO_DEEP);
        assertRefused("<a>".repeat(80_000), Kind.UNKNOWN_ROOT);
        assertRefused("<Query>" + "<a>".repeat(80_000), Kind.TOO_DEEP);
    }

    @Test
    void refusesTextThatIsTooLong() throws Exception {
        String longest = "x".repeat(LIMITS.maxTextChars());
        read(keepalive(longest));

        assertRefused(keepalive(longest + "x"), Kind.TEXT_TOO_LONG);
        assertRefused(keepalive(longest + "<!-- -->x"), Kind.TEXT_TOO_LONG);
        assertRefused(keepalive("<![CDATA[" + longest + "]]>x"), Kind.TEXT_TOO_LONG);
        assertRefused(keepalive("OK").replace("<Status>", "<Status a=\"" + longest + "x\">"), Kind.TEXT_TOO_LONG);
    }

    @Test
    void refusesTooManyItems() throws Exception {
        int most = LIMITS.maxItems();
        ManscdpMessage message = read(catalog(most)).message();
        assertThat(((ManscdpMessage.CatalogResponse) message).items()).hasSize(most);

        assertRefused(catalog(most + 1), Kind.TOO_MANY_ITEMS);
        assertRefused(catalog(most + 1).replace("</Response>", ""), Kind.TOO_MANY_ITEMS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<",
                "&",
                "<a ",
                "<a b=",
                "<a \"",
                "<a b='",
                "<Item>",
                "<Item",
                "</Item>",
                "<Item><",
                "\0",
                "<!--",
                "<![CDATA[",
                "<?",
                "&#1;",
                "='",
                "]]>",
                "中",
                "</",
                "<a>"
            })
    void endsQuicklyOnRepetitionsOfWhatTheRepairLooksAt(String piece) {
        String filled = piece.repeat(LIMITS.maxBodyBytes() / piece.getBytes(UTF_8).length - 400);
        for (String around : new String[] {
            "%s", "<Query>%s", "<Response><CmdType>Catalog</CmdType><SN>1</SN><DeviceID>1</DeviceID><DeviceList>%s"
        }) {
            byte[] body = around.replace("%s", filled).getBytes(UTF_8);
            assertTimeout(
                    QUICKLY,
                    () -> assertThatThrownBy(() -> reader.read(body, UTF_8)).isInstanceOf(ManscdpException.class));
        }
    }

    @Test
    void readsUtf16AsTheTextThatRemainsWithoutItsNuls() throws Exception {
        ManscdpReading reading = reader.read(keepalive("OK").getBytes(UTF_16LE), GB18030);

        assertThat(reading.message()).isEqualTo(read(keepalive("OK")).message());
        assertThat(reading.repairs()).containsExactly(Repair.CONTROL_CHARACTERS);
    }

    private void assertRefused(String body, Kind kind) {
        assertTimeout(
                QUICKLY,
                () -> assertThatThrownBy(() -> read(body))
                        .isInstanceOfSatisfying(
                                ManscdpException.class,
                                e -> assertThat(e.kind()).isEqualTo(kind)));
    }

    private ManscdpReading read(String body) throws ManscdpException {
        return reader.read(body.getBytes(UTF_8), GB18030);
    }

    private static String keepalive(String status) {
        return "<Notify><CmdType>Keepalive</CmdType><SN>1</SN><DeviceID>1</DeviceID><Status>" + status
                + "</Status></Notify>";
    }

    private static String nested(int levels) {
        return "<a>".repeat(levels) + "</a>".repeat(levels);
    }

    private static String catalog(int items) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < items; i++) {
            list.append("<Item><DeviceID>").append(i + 1).append("</DeviceID></Item>");
        }
        return "<Response><CmdType>Catalog</CmdType><SN>1</SN><DeviceID>1</DeviceID><SumNum>1</SumNum><DeviceList>"
                + list + "</DeviceList></Response>";
    }
}
