package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random catalog items of everything that the record can say; equal seeds give equal items. */
final class RandomCatalog {
    private static final String CHARACTERS = "ab 1<>&\"']]></x>&amp;东门枪机①𠮷䶮é\t\u0001\u000B\uFFFE";

    private final Random random;

    RandomCatalog(long seed) {
        random = new Random(seed);
    }

    List<CatalogItem> items(int count) {
        return IntStream.range(0, count).mapToObj(this::item).toList();
    }

    CatalogItem item(int number) {
        return CatalogItem.builder(id(number))
                .event(random.nextInt(4) == 0 ? one(CatalogEvent.values()) : null)
                .name(maybe(text()))
                .manufacturer(maybe(text()))
                .model(maybe(text()))
                .owner(maybe(text()))
                .civilCode(maybe("340200"))
                .address(maybe(text()))
                .parental(maybe("0"))
                .parentIds(
                        IntStream.range(0, random.nextInt(3)).mapToObj(this::id).toList())
                .safetyWay(maybe("0"))
                .registerWay(maybe("1"))
                .secrecy(maybe("0"))
                .ipAddress(maybe("192.0.2.1"))
                .port(maybe("5060"))
                .status(maybe("ON"))
                .longitude(maybe("118.50"))
                .latitude(maybe(""))
                .businessGroupId(random.nextBoolean() ? id(9) : null)
                .extra(nodes(2))
                .build();
    }

    /** Text as it is after reading: without surrounding blanks, and without what XML forbids. */
    String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            int at = random.nextInt(CHARACTERS.length());
            text.appendCodePoint(CHARACTERS.codePointAt(Character.isLowSurrogate(CHARACTERS.charAt(at)) ? at - 1 : at));
        }
        return XmlCharacters.legal(text.toString()).strip();
    }

    private List<XmlNode> nodes(int depth) {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> random.nextBoolean() && depth > 0
                        ? new XmlNode("Vendor" + i, Map.of("Num", text()), "", nodes(depth - 1))
                        : XmlNode.of("vendor" + i, text()))
                .toList();
    }

    private DeviceId id(int number) {
        return new DeviceId("%020d".formatted(34_020_000_001_320L * 1_000 + number));
    }

    private @Nullable String maybe(String value) {
        return random.nextBoolean() ? value : null;
    }

    private <T> T one(T[] values) {
        return Stream.of(values).skip(random.nextInt(values.length)).findFirst().orElseThrow();
    }
}
