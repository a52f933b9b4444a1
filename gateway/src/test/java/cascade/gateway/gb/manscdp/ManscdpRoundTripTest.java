package cascade.gateway.gb.manscdp;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.gb.manscdp.ManscdpMessage.MediaStatus;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManscdpRoundTripTest {
    private static final DeviceId ID = new DeviceId("34020000002000000001");
    private static final int SEEDS = 300;

    private final ManscdpReader reader = new ManscdpReader(XmlLimits.DEFAULTS);

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    static Stream<ManscdpMessage> messages() {
        List<XmlNode> extra =
                List.of(XmlNode.of("Info", List.of(XmlNode.of("DeviceID", "1"))), XmlNode.of("vendor", ""));
        Optional<String> some = Optional.of("东 & <b>");
        return Stream.of(
                Keepalive.ok(1, ID),
                new Keepalive(1, ID, Optional.empty(), extra),
                CatalogQuery.of(2, ID),
                new CatalogQuery(2, ID, some, some, extra),
                CatalogResponse.part(3, ID, 0, List.of()),
                new DeviceInfoQuery(4, ID, extra),
                new DeviceInfoResponse(5, ID, some, some, some, some, some, some, extra),
                new DeviceStatusQuery(6, ID, List.of()),
                new DeviceStatusResponse(7, ID, some, some, some, some, some, some, some, extra),
                new MediaStatus(8, ID, Optional.of("121"), extra));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsTheItemsThatItWroteInAnyCharset(int seed) throws Exception {
        List<CatalogItem> items = new RandomCatalog(seed).items(1 + seed % 5);
        CatalogResponse message = CatalogResponse.part(17, ID, 100, items);
        for (String charset : new String[] {"GB2312", "GBK", "GB18030", "UTF-8"}) {
            byte[] written = new ManscdpWriter(Charset.forName(charset)).write(message);

            ManscdpReading reading = reader.read(written, StandardCharsets.UTF_8);

            assertThat(reading.message()).as(charset).isEqualTo(message);
            assertThat(reading.repairs()).as(charset).isEqualTo(Set.of());
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsTheMessageThatItWrote(ManscdpMessage message) throws Exception {
        byte[] written = new ManscdpWriter(Charset.forName("GB2312")).write(message);
        assertThat(reader.read(written, StandardCharsets.UTF_8).message()).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void writesWellFormedXmlOfTextThatXmlForbids(int seed) throws Exception {
        String wild = "a\u0000\u0001\u001F\uD800b\uFFFF" + new RandomCatalog(seed).text() + "c";
        CatalogItem item = CatalogItem.builder(ID)
                .name(wild)
                .extra(List.of(XmlNode.of("x", wild)))
                .build();

        byte[] written = new ManscdpWriter(StandardCharsets.UTF_8).write(CatalogResponse.part(1, ID, 1, List.of(item)));

        ManscdpReading reading = reader.read(written, StandardCharsets.UTF_8);
        assertThat(reading.repairs()).isEmpty();
        assertThat(reading.message()).isInstanceOfSatisfying(CatalogResponse.class, response -> {
            assertThat(response.items().getFirst().name()).hasValue(XmlCharacters.legal(wild));
            assertThat(response.items().getFirst().extraText("x")).hasValue(XmlCharacters.legal(wild));
        });
    }
}
