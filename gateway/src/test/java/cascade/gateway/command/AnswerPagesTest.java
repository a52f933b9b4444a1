package cascade.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.gb.manscdp.XmlNode;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of an answer that are larger than the asker's datagrams. */
class AnswerPagesTest {

    private static final int MAX_BYTES = 1_100;

    private final ManscdpWriter writer = new ManscdpWriter(Charset.forName("GB2312"));
    private final AnswerPages pages = new AnswerPages(message -> writer.write(message).length, MAX_BYTES);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyPageFitsAndEveryRecordIsInOneInItsOrder(long seed) {
        var random = new Random(seed);
        List<XmlNode> records = IntStream.range(0, 1 + random.nextInt(60))
                .mapToObj(number -> record(number, random.nextInt(300)))
                .toList();

        List<ManscdpMessage> pages = this.pages.of(part(records));

        List<XmlNode> told = new ArrayList<>();
        for (ManscdpMessage page : pages) {
            XmlNode list = AnswerParts.list(((Other) page).tree()).orElseThrow();
            told.addAll(list.children());
            assertThat(list.attributes())
                    .containsEntry("Num", Integer.toString(list.children().size()));
            assertThat(((Other) page).tree().childText("SumNum")).contains("500");
            assertThat(writer.write(page)).as("seed %d", seed).hasSizeLessThanOrEqualTo(MAX_BYTES);
        }
        assertThat(told).as("seed %d", seed).isEqualTo(records);
    }

    @Test
    void aRecordThatIsTooLargeByItselfTravelsAlone() {
        List<ManscdpMessage> pages = this.pages.of(part(List.of(record(1, 10), record(2, 3_000), record(3, 10))));

        assertThat(pages).hasSize(3);
    }

    @Test
    void whatFitsAndWhatHasNoListIsOneMessage() {
        ManscdpMessage small = part(List.of(record(1, 10), record(2, 10)));
        ManscdpMessage none = Other.of(
                Root.RESPONSE,
                "RecordInfo",
                7,
                Optional.empty(),
                List.of(XmlNode.of("Name", "x".repeat(2 * MAX_BYTES))));

        assertThat(pages.of(small)).containsExactly(small);
        assertThat(pages.of(none)).containsExactly(none);
    }

    /** No page of it would tell its asker that others follow. */
    @Test
    void anAnswerWithoutSumNumStaysWholeHoweverLarge() {
        List<XmlNode> presets = IntStream.range(0, 40)
                .mapToObj(number -> XmlNode.of(
                        "Item", List.of(XmlNode.of("PresetID", "" + number), XmlNode.of("PresetName", "x".repeat(90)))))
                .toList();
        var list = new XmlNode("PresetList", Map.of("Num", "40"), "", presets);
        ManscdpMessage part = Other.of(Root.RESPONSE, "PresetQuery", 7, Optional.empty(), List.of(list));

        assertThat(pages.of(part)).containsExactly(part);
    }

    private static XmlNode record(int number, int addressLength) {
        return XmlNode.of(
                "Item", List.of(XmlNode.of("Name", "r" + number), XmlNode.of("Address", "x".repeat(addressLength))));
    }

    private static Other part(List<XmlNode> records) {
        var list = new XmlNode("RecordList", Map.of("Num", Integer.toString(records.size())), "", records);
        return Other.of(Root.RESPONSE, "RecordInfo", 7, Optional.empty(), List.of(XmlNode.of("SumNum", "500"), list));
    }
}
