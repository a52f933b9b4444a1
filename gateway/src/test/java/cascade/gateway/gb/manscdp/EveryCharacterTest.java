package cascade.gateway.gb.manscdp;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbText;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.testkit.sip.Manscdp;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every character of GB18030 that XML allows, of one, two and four bytes, in names: from the bytes of a lower of each
 * charset to the bytes for an upper of each.
 */
@Clause("charset")
class EveryCharacterTest {

    /** Planes 0 to 3, which are all that have characters of scripts. */
    private static final int END = 0x4_0000;

    private static final int NAME_LENGTH = 64;
    private static final int NAMES_PER_PART = 256;
    private static final DeviceId PLATFORM = new DeviceId("34020000002000000001");

    private final ManscdpReader reader = new ManscdpReader(XmlLimits.DEFAULTS);
    private final List<String> names = names();

    private static List<String> names() {
        int[] characters = IntStream.range(0x20, END)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .filter(c -> c != 0xFFFE && c != 0xFFFF)
                .toArray();
        var names = new ArrayList<String>();
        for (int from = 0; from < characters.length; from += NAME_LENGTH) {
            int length = Math.min(NAME_LENGTH, characters.length - from);
            // in brackets, since blanks around a name are not part of it
            names.add("[" + new String(characters, from, length) + "]");
        }
        return names;
    }

    private interface Part {
        void with(List<String> names, CatalogResponse part) throws ManscdpException;
    }

    private void eachPart(Part then) throws ManscdpException {
        for (int from = 0; from < names.size(); from += NAMES_PER_PART) {
            List<String> some = names.subList(from, Math.min(names.size(), from + NAMES_PER_PART));
            List<CatalogItem> items = some.stream()
                    .map(name -> CatalogItem.builder(PLATFORM).name(name).build())
                    .toList();
            then.with(some, new CatalogResponse(1, PLATFORM, OptionalInt.of(items.size()), items, List.of()));
        }
    }

    private static List<String> namesOf(ManscdpMessage message) {
        return ((CatalogResponse) message)
                .items().stream().map(item -> item.name().orElseThrow()).toList();
    }

    @ParameterizedTest
    @CsvSource({"GB2312, GB18030", "GBK, GB18030", "GB18030, GB18030", "UTF-8, UTF-8"})
    void isReadFromALower(String label, Charset bytes) throws Exception {
        eachPart((some, part) -> {
            var items = new StringBuilder("<SumNum>1</SumNum><DeviceList Num=\"1\">");
            some.forEach(name -> items.append("<Item><DeviceID>34020000001320000001</DeviceID><Name>")
                    .append(name.replace("&", "&amp;").replace("<", "&lt;"))
                    .append("</Name></Item>"));
            byte[] body = Manscdp.document(
                            "Response",
                            "Catalog",
                            1,
                            PLATFORM.value(),
                            items.append("</DeviceList>").toString())
                    .replace("encoding=\"GB2312\"", "encoding=\"" + label + "\"")
                    .getBytes(bytes);

            assertThat(namesOf(reader.read(body, StandardCharsets.UTF_8).message()))
                    .isEqualTo(some);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB2312", "GBK", "GB18030", "UTF-8"})
    void isWrittenToAnUpperThatReadsGb18030(String label) throws Exception {
        Charset charset = Charset.forName(label);
        Charset bytes = charset.equals(StandardCharsets.UTF_8) ? charset : GbText.GB18030;
        var writer = new ManscdpWriter(charset);
        eachPart((some, part) ->
                assertThat(writtenNames(writer.write(part), bytes)).isEqualTo(some));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB2312", "GBK", "GB18030", "UTF-8"})
    void isAQuestionMarkWhereAnUpperReadsNothingElseAndItsCharsetLacksIt(Charset charset) throws Exception {
        CharsetEncoder encoder = charset.newEncoder();
        var writer = new ManscdpWriter(charset, false);
        eachPart((some, part) -> assertThat(writtenNames(writer.write(part), charset))
                .isEqualTo(some.stream().map(name -> asFarAs(encoder, name)).toList()));
    }

    private static String asFarAs(CharsetEncoder encoder, String name) {
        var known = new StringBuilder();
        name.codePoints()
                .forEach(c -> known.append(encoder.canEncode(Character.toString(c)) ? Character.toString(c) : "?"));
        return known.toString();
    }

    private static List<String> writtenNames(byte[] body, Charset charset) {
        var names = new ArrayList<String>();
        String text = new String(body, charset);
        for (int from = text.indexOf("<Name>"); from > 0; from = text.indexOf("<Name>", from + 1)) {
            names.add(text.substring(from + "<Name>".length(), text.indexOf("</Name>", from))
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&apos;", "'")
                    .replace("&amp;", "&"));
        }
        return names;
    }
}
