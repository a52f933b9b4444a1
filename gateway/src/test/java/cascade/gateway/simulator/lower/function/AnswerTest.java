package cascade.gateway.simulator.lower.function;

import static cascade.gateway.simulator.function.Elements.element;
import static cascade.gateway.simulator.function.Elements.text;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.manscdp.XmlNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerTest {

    @Test
    void whatHasNoListIsOnePart() {
        assertThat(Answer.OK.parts(1)).containsExactly(List.of(text("Result", "OK")));
    }

    @Test
    void aListIsCutIntoPartsThatAllTellTheSum() {
        List<List<XmlNode>> parts = list(5).parts(2);

        assertThat(parts)
                .hasSize(3)
                .allSatisfy(part -> assertThat(part).contains(text("Name", "gate"), text("SumNum", 5)));
        assertThat(parts.stream().map(List::getLast))
                .extracting(XmlNode::attributes)
                .containsExactly(Map.of("Num", "2"), Map.of("Num", "2"), Map.of("Num", "1"));
        assertThat(parts.stream().map(List::getLast).flatMap(part -> part.children().stream()))
                .containsExactlyElementsOf(items(5));
    }

    @Test
    void aListThatFitsIsOnePart() {
        assertThat(list(5).parts(Integer.MAX_VALUE)).hasSize(1);
    }

    @Test
    void anEmptyListIsToldByItsSumAlone() {
        assertThat(list(0).parts(4)).containsExactly(List.of(text("Name", "gate"), text("SumNum", 0)));
    }

    private static Answer list(int items) {
        return Answer.list(List.of(text("Name", "gate")), "RecordList", items(items));
    }

    private static List<XmlNode> items(int number) {
        return IntStream.range(0, number)
                .mapToObj(item -> element("Item", text("Name", item)))
                .toList();
    }
}
