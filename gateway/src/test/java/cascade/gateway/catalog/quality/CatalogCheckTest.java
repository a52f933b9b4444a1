package cascade.gateway.catalog.quality;

import static cascade.gateway.catalog.CatalogItems.camera;
import static cascade.gateway.catalog.CatalogItems.id;
import static cascade.gateway.catalog.CatalogItems.node;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.CatalogItemBuilder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogCheckTest {

    private static final String LOWER_ID = "37280600002000000001";
    private static final String CAMERA = "37280600001310000001";
    private static final String ORG = "37280600002160000001";
    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final Charset GB18030 = Charset.forName("GB18030");

    /** The many strokes of noodles: in Unicode's third plane, so in GB18030 and UTF-8 only. */
    private static final String RARE = "\uD883\uDEDE";

    @Test
    void findsNothingWrongWithASoundCatalog() {
        LowerQuality quality = check(
                node("3728").build(),
                node(LOWER_ID).civilCode("372806").build(),
                node(ORG, LOWER_ID).build(),
                sound(CAMERA).parentIds(List.of(id(ORG))).build());

        assertThat(quality.findings()).isEmpty();
        assertThat(quality.faulty()).isZero();
        assertThat(quality.nodes()).isEqualTo(4);
    }

    @Test
    void countsTheDevicesThatAreOn() {
        var check = new CatalogCheck("a", Set.of(), Set.of(GB2312), new KnownIds(), 10);
        check.add(List.of(
                told(node(ORG).build(), ChannelState.ON),
                told(sound(CAMERA).build(), ChannelState.ON),
                told(sound("37280600001310000002").build(), ChannelState.VLOST),
                told(sound("37280600001310000003").build(), ChannelState.OFF)));
        LowerQuality quality = check.finish();

        assertThat(quality.devices()).isEqualTo(3);
        assertThat(quality.on()).isEqualTo(1);
        assertThat(quality.onlineShare()).hasValue(1.0 / 3);
    }

    @ParameterizedTest
    @CsvSource({
        "372806000013100001,   ID_NOT_20_DIGITS",
        "3728060000131000000A, ID_NOT_20_DIGITS",
        "372806,               ",
        "99,                   ID_PROVINCE_UNKNOWN",
        "00000000001310018021, ID_PROVINCE_UNKNOWN",
        "37280600000000000000, ID_TYPE_UNKNOWN",
        "37280600001990000001, ID_TYPE_UNKNOWN",
        "37280600001320000001, ",
        "37280600001180000001, ",
    })
    void holdsIdsAgainstTheCodingRule(String id, QualityRule broken) {
        assertThat(rules(sound(id).build())).isEqualTo(broken == null ? Set.of() : Set.of(broken));
    }

    @ParameterizedTest
    @CsvSource({
        "117.3,   31.8,    ",
        "'',      31.8,    POSITION_MISSING",
        ",        ,        POSITION_MISSING",
        "0,       0.000,   POSITION_ZERO",
        "31.8,    117.3,   POSITION_SWAPPED",
        "-74.0,   40.7,    POSITION_OUTSIDE",
        "117.3,   60,      POSITION_OUTSIDE",
        "73,      3.8,     ",
        "135.1,   53.6,    ",
        "E117,    31.8,    POSITION_MALFORMED",
        "NaN,     31.8,    POSITION_MALFORMED",
        "117.3,   1e400,   POSITION_MALFORMED",
        "117.3f,  31.8,    POSITION_MALFORMED",
        "117.3.1, 31.8,    POSITION_MALFORMED",
    })
    void holdsPositionsOfCamerasAgainstTheMap(String longitude, String latitude, QualityRule broken) {
        CatalogItem item = sound(CAMERA).longitude(longitude).latitude(latitude).build();

        assertThat(rules(item)).isEqualTo(broken == null ? Set.of() : Set.of(broken));
    }

    @Test
    void asksForNoPositionOfARecorderOrAGroup() {
        assertThat(rules(sound("37280600001180000001").longitude(null).build())).isEmpty();
        assertThat(rules(node(ORG).build())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3728,       ",
        "37280601,   ",
        ",           CIVIL_CODE_MISSING",
        "' ',        CIVIL_CODE_MISSING",
        "3402000000, CIVIL_CODE_MALFORMED",
        "37280,      CIVIL_CODE_MALFORMED",
        "99,         CIVIL_CODE_MALFORMED",
        "CivilCode,  CIVIL_CODE_MALFORMED",
        "3,          CIVIL_CODE_MALFORMED",
    })
    void asksForACivilCodeOfAKnownProvince(String code, QualityRule broken) {
        assertThat(rules(sound(CAMERA).civilCode(code).build())).isEqualTo(broken == null ? Set.of() : Set.of(broken));
    }

    @Test
    void asksForANameThatEveryUpperCanRead() {
        CatalogItem plain = sound(CAMERA).name("东门 1").build();
        CatalogItem traditional = sound(CAMERA).name("東門").build();
        CatalogItem rare = sound(CAMERA).name("面" + RARE).build();

        assertThat(rules(Set.of(GB2312), plain)).isEmpty();
        assertThat(rules(Set.of(GB2312), traditional)).containsExactly(QualityRule.NAME_NOT_ENCODABLE);
        assertThat(rules(Set.of(GB18030), traditional)).isEmpty();
        assertThat(rules(Set.of(GB18030), rare)).isEmpty();
        assertThat(rules(Set.of(GB18030, GB2312), rare)).containsExactly(QualityRule.NAME_NOT_ENCODABLE);
        assertThat(rules(
                        Set.of(StandardCharsets.UTF_8),
                        sound(CAMERA).name("\uD883").build()))
                .containsExactly(QualityRule.NAME_NOT_ENCODABLE);
        assertThat(rules(sound(CAMERA).name(" ").build())).containsExactly(QualityRule.NAME_EMPTY);
        assertThat(rules(sound(CAMERA).name(null).build())).containsExactly(QualityRule.NAME_EMPTY);
    }

    @Test
    void findsAParentThatIsNotThereThoughItComesLaterInTheCatalog() {
        String gone = "37280600002160000009";
        LowerQuality quality = check(
                sound(CAMERA).parentIds(List.of(id(gone))).build(),
                sound("37280600001310000002")
                        .parentIds(List.of(id(gone), id(ORG)))
                        .build(),
                sound("37280600001310000003").parentIds(List.of(id(LOWER_ID))).build(),
                node(ORG).build());

        assertThat(quality.finding(QualityRule.PARENT_UNKNOWN)).isEqualTo(new Finding(1, List.of(CAMERA)));
        assertThat(quality.faulty()).isEqualTo(1);
    }

    @Test
    void findsAnIdThatTwoLowersHave() {
        var known = new KnownIds();
        known.add("a", List.of(id(CAMERA), id("37"), id("37280600001310000002")));
        known.add("b", List.of(id(CAMERA), id("37")));
        var check = new CatalogCheck("b", Set.of(), Set.of(GB2312), known, 10);
        check.add(List.of(
                told(sound(CAMERA).build(), ChannelState.ON), told(node("37").build(), ChannelState.ON)));

        assertThat(check.finish().findings()).containsOnlyKeys(QualityRule.ID_UNDER_TWO_LOWERS);
    }

    @Test
    void countsANodeOnceThatBreaksManyRules() {
        CatalogItem bad =
                CatalogItem.builder(id("99")).parentIds(List.of(id("98"))).build();

        LowerQuality quality = check(bad);

        assertThat(quality.findings())
                .containsOnlyKeys(QualityRule.ID_PROVINCE_UNKNOWN, QualityRule.NAME_EMPTY, QualityRule.PARENT_UNKNOWN);
        assertThat(quality.faulty()).isEqualTo(1);
    }

    @Test
    void namesNoMoreExamplesThanItWasAskedFor() {
        CatalogItem[] nameless = IntStream.range(10, 40)
                .mapToObj(i -> sound("372806000013100000" + i)
                        .name("")
                        .parentIds(List.of(id("37280600002160000009")))
                        .build())
                .toArray(CatalogItem[]::new);

        LowerQuality quality = check(nameless);

        assertThat(quality.finding(QualityRule.NAME_EMPTY).count()).isEqualTo(30);
        assertThat(quality.finding(QualityRule.NAME_EMPTY).examples()).hasSize(10);
        assertThat(quality.finding(QualityRule.PARENT_UNKNOWN).examples()).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource
    void everyRuleCanBeBroken(QualityRule rule) {
        Set<QualityRule> broken = EnumSet.noneOf(QualityRule.class);
        var known = new KnownIds();
        known.add("b", List.of(id(CAMERA)));
        var check = new CatalogCheck("a", Set.of(), Set.of(GB2312), known, 1);
        for (CatalogItem item : List.of(
                sound(CAMERA)
                        .name("")
                        .civilCode("9")
                        .longitude("0")
                        .latitude("0")
                        .parentIds(List.of(id("11")))
                        .build(),
                sound("37280600001310000002")
                        .name("東")
                        .longitude("31")
                        .latitude("117")
                        .civilCode("")
                        .build(),
                sound("37280600009990000003").build(),
                sound("99280600001310000003").longitude("1").latitude("1").build(),
                sound("123").longitude("x").build(),
                sound("37280600001310000004").longitude("").build())) {
            check.add(List.of(told(item, ChannelState.ON)));
        }
        broken.addAll(check.finish().findings().keySet());

        assertThat(broken).contains(rule);
    }

    private static CatalogItemBuilder sound(String id) {
        return camera(id).longitude("117.3").latitude("31.8");
    }

    private static Set<QualityRule> rules(CatalogItem item) {
        return rules(Set.of(GB2312), item);
    }

    private static Set<QualityRule> rules(Set<Charset> charsets, CatalogItem item) {
        var check = new CatalogCheck("a", Set.of(id(LOWER_ID)), charsets, new KnownIds(), 10);
        check.add(List.of(told(item, ChannelState.ON)));
        return check.finish().findings().keySet();
    }

    private static LowerQuality check(CatalogItem... items) {
        var check = new CatalogCheck("a", Set.of(id(LOWER_ID)), Set.of(GB2312), new KnownIds(), 10);
        var nodes = new ArrayList<TreeNode>();
        Arrays.stream(items).forEach(item -> nodes.add(told(item, ChannelState.ON)));
        check.add(nodes);
        return check.finish();
    }

    private static TreeNode told(CatalogItem item, ChannelState state) {
        return new TreeNode(new ChannelRef("a", item.deviceId()), item, state);
    }
}
