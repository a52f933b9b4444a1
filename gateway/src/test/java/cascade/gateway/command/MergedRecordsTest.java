package cascade.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One answer with the records of many. */
class MergedRecordsTest {

    private static final Other HEAD = Other.of(
            Root.RESPONSE,
            "RecordInfo",
            7,
            Optional.empty(),
            List.of(XmlNode.of("Name", "Cam"), XmlNode.of("SumNum", "3")));

    @Test
    void tenThousandRecordsArePartsOfAFewSoThatNoneIsWrittenAsAWhole() {
        List<XmlNode> records = IntStream.range(0, 10_000)
                .mapToObj(number -> XmlNode.of("Item", List.of(XmlNode.of("Name", "r" + number))))
                .toList();
        List<XmlNode> told = new ArrayList<>();
        for (ManscdpMessage part : MergedRecords.parts(HEAD, records)) {
            XmlNode tree = ((Other) part).tree();
            XmlNode list = AnswerParts.list(tree).orElseThrow();
            assertThat(tree.childText("Name")).contains("Cam");
            assertThat(tree.childText("SumNum")).contains("10000");
            assertThat(list.children()).hasSizeBetween(1, 50);
            assertThat(list.attributes())
                    .containsEntry("Num", Integer.toString(list.children().size()));
            told.addAll(list.children());
        }
        assertThat(told).isEqualTo(records);
    }

    @Test
    void withoutRecordsItIsOnePartWithoutAList() {
        List<ManscdpMessage> parts = MergedRecords.parts(HEAD, List.of());
        assertThat(parts).hasSize(1);
        XmlNode tree = ((Other) parts.getFirst()).tree();
        assertThat(tree.childText("SumNum")).contains("0");
        assertThat(tree.child("RecordList")).isEmpty();
    }
}
