package cascade.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.manscdp.ManscdpException;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpReader;
import cascade.gateway.gb.manscdp.XmlLimits;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.testkit.sip.Manscdp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer in parts as recorders send it: out of order, doubled, with a SumNum that lies. */
@Clause(value = "N M", part = "each part once")
class AnswerPartsTest {

    private static final ManscdpReader READER = new ManscdpReader(XmlLimits.DEFAULTS);

    private final AnswerParts parts = new AnswerParts();

    @Test
    void anAnswerIsCompleteWhenAllAnnouncedRecordsCame() {
        parts.take(part(3, 1, 2));
        assertThat(parts.isShort()).isTrue();
        parts.take(part(3, 3));
        assertThat(parts.isShort()).isFalse();
    }

    @Test
    void aPartThatComesTwiceIsPassedOnOnce() {
        assertThat(parts.take(part(3, 1, 2))).isPresent();
        assertThat(parts.take(part(3, 1, 2))).isEmpty();
        assertThat(records(parts.take(part(3, 2, 3)).orElseThrow())).containsExactly("3");
    }

    @Test
    void aSumNumThatFallsLaterIsCorrected() {
        parts.take(part(3, 1));
        assertThat(sumNum(parts.take(part(1, 2)).orElseThrow())).isEqualTo("3");
    }

    @Test
    void moreRecordsThanAnnouncedAreNotCut() {
        parts.take(part(1, 1));
        ManscdpMessage more = parts.take(part(1, 2, 3)).orElseThrow();
        assertThat(records(more)).containsExactly("2", "3");
        assertThat(sumNum(more)).isEqualTo("3");
    }

    @Test
    void noRecordsAreAWholeAnswer() {
        assertThat(parts.take(empty())).isPresent();
        assertThat(parts.isShort()).isFalse();
    }

    @Test
    void numCountsTheRecordsThatAreLeft() {
        parts.take(part(3, 1));
        ManscdpMessage left = parts.take(part(3, 1, 2)).orElseThrow();
        assertThat(AnswerParts.list(((Other) left).tree()).orElseThrow().attributes())
                .containsEntry("Num", "1");
    }

    @Test
    void aConfigurationThatComesTwiceIsPassedOnOnceAndAnotherKindOfItToo() {
        ManscdpMessage basic = read("<Result>OK</Result><BasicParam><Name>Gate</Name></BasicParam>");
        ManscdpMessage mirror = read("<Result>OK</Result><FrameMirror>1</FrameMirror>");
        assertThat(parts.take(basic)).isPresent();
        assertThat(parts.take(basic)).isEmpty();
        assertThat(parts.take(mirror)).isPresent();
    }

    @Test
    void aCruiseThatComesToOnePointTwiceIsWhole() {
        ManscdpMessage cruise = read("<Number>0</Number><SumNum>3</SumNum><CruisePointList Num=\"3\">" + point(1)
                + point(2) + point(1) + "</CruisePointList>");
        XmlNode told = AnswerParts.list(((Other) parts.take(cruise).orElseThrow()).tree())
                .orElseThrow();
        assertThat(told.children()).hasSize(3);
        assertThat(parts.isShort()).isFalse();
        assertThat(parts.take(cruise)).as("the same message again").isEmpty();
    }

    private static String point(int preset) {
        return "<CruisePoint><PresetIndex>" + preset + "</PresetIndex><StayTime>30</StayTime></CruisePoint>";
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverTheOrderAndHoweverOftenEveryRecordIsPassedOnOnce(long seed) {
        var random = new Random(seed);
        int total = 1 + random.nextInt(200);
        List<int[]> pages = new ArrayList<>();
        for (int from = 0; from < total; ) {
            int[] page = IntStream.range(from, Math.min(total, from + 1 + random.nextInt(50)))
                    .toArray();
            from += page.length;
            pages.add(page);
            if (random.nextInt(4) == 0) {
                pages.add(page);
            }
        }
        Collections.shuffle(pages, random);
        List<String> told = new ArrayList<>();
        for (int[] page : pages) {
            parts.take(part(random.nextInt(10) == 0 ? 1 : total, page)).ifPresent(part -> told.addAll(records(part)));
        }
        Set<String> all = IntStream.range(0, total).mapToObj(Integer::toString).collect(Collectors.toSet());
        assertThat(told).as("seed %d", seed).doesNotHaveDuplicates();
        assertThat(new HashSet<>(told)).as("seed %d", seed).isEqualTo(all);
        assertThat(parts.items()).isEqualTo(total);
        assertThat(parts.isShort()).isFalse();
    }

    private static ManscdpMessage part(int sumNum, int... records) {
        String items = IntStream.of(records)
                .mapToObj(record -> "<Item><DeviceID>37280601411319001158</DeviceID><Name>" + record + "</Name></Item>")
                .collect(Collectors.joining());
        return read(
                "<SumNum>" + sumNum + "</SumNum><RecordList Num=\"" + records.length + "\">" + items + "</RecordList>");
    }

    private static ManscdpMessage empty() {
        return read("<SumNum>0</SumNum>");
    }

    private static ManscdpMessage read(String own) {
        String document = Manscdp.document("Response", "RecordInfo", 7, "37280601411319001158", own);
        try {
            return READER.read(document.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                    .message();
        } catch (ManscdpException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static List<String> records(ManscdpMessage part) {
        return AnswerParts.list(((Other) part).tree()).stream()
                .flatMap(list -> list.children().stream())
                .map(item -> item.childText("Name").orElseThrow())
                .toList();
    }

    private static String sumNum(ManscdpMessage part) {
        XmlNode tree = ((Other) part).tree();
        return tree.childText("SumNum").orElseThrow();
    }
}
