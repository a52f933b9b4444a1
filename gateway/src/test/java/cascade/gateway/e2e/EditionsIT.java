package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbText;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusResponse;
import cascade.gateway.simulator.function.DeviceFunction;
import cascade.gateway.simulator.lower.LowerOptions;
import cascade.gateway.simulator.lower.SimulatedCameras;
import cascade.gateway.simulator.lower.function.FunctionOptions;
import cascade.gateway.simulator.lower.function.PositionForm;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.simulator.upper.function.FunctionAnswer;
import cascade.gateway.simulator.upper.function.FunctionRequest;
import cascade.gateway.simulator.upper.function.ReceivedReport;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cascade of two editions: a lower of 2011 under an upper of 2022, and the other way round. Both work as if the other spoke their
 * edition: catalog, picture, commands, positions.
 */
class EditionsIT {

    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final DeviceId CAMERA = SimulatedCascade.cameras(1).getFirst();

    enum Pair {
        LOWER_OF_2011_UNDER_UPPER_OF_2022("standard-2011", GB2312, PositionForm.FLAT, "standard-2022", GbText.GB18030),
        LOWER_OF_2022_UNDER_UPPER_OF_2011("standard-2022", GbText.GB18030, PositionForm.LIST, "standard-2011", GB2312);

        private final String lower;
        private final Charset lowerCharset;
        private final PositionForm positions;
        private final String upper;
        private final Charset upperCharset;

        Pair(String lower, Charset lowerCharset, PositionForm positions, String upper, Charset upperCharset) {
            this.lower = lower;
            this.lowerCharset = lowerCharset;
            this.positions = positions;
            this.upper = upper;
            this.upperCharset = upperCharset;
        }

        boolean upperIsNew() {
            return upper.equals("standard-2022");
        }

        /** As a lower of that edition writes it. */
        CatalogItem camera() {
            CatalogItem item = SimulatedCameras.of(SimulatedCascade.LOWER_ID, 1).getFirst();
            return upperIsNew()
                    ? item
                    : item.toBuilder().owner(null).safetyWay(null).build();
        }
    }

    @AutoClose
    private SimulatedCascade cascade;

    @ParameterizedTest
    @EnumSource
    void workTogether(Pair pair) {
        cascade = SimulatedCascade.at(LoopbackSubnet.next())
                .config("domains { ncg.profile = %s, city.profile = %s }\n".formatted(pair.lower, pair.upper))
                .lower(lower -> lower.catalog(new LowerOptions.Catalog(List.of(pair.camera()), 1, pair.lowerCharset))
                        .functions(FunctionOptions.DEFAULT.withPositionForm(pair.positions)))
                .upper(upper -> upper.charset(pair.upperCharset))
                .start()
                .up(1);

        theCatalogIsOfTheUppersEdition(pair);
        positionsAreOfTheUppersEdition(pair);
        queriesAreAnswered(pair);
        aPictureComesUp();
        assertThat(cascade.gateway.metric("cascade_replaced_characters_total")).isZero();
    }

    private void theCatalogIsOfTheUppersEdition(Pair pair) {
        List<CatalogItem> items =
                cascade.upper.queryCatalog(SimulatedCascade.GATEWAY_ID).await();
        assertThat(items)
                .filteredOn(item -> item.deviceId().equals(CAMERA))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.name()).isEqualTo(pair.camera().name());
                    assertThat(item.owner().isPresent()).isEqualTo(!pair.upperIsNew());
                    assertThat(item.safetyWay()).isEmpty();
                });
    }

    private void positionsAreOfTheUppersEdition(Pair pair) {
        cascade.upper
                .subscribe(CAMERA, FunctionRequest.positions(Duration.ofSeconds(1)))
                .await();
        await().until(() -> !positions().isEmpty());
        assertThat(positions())
                .allSatisfy(position -> assertThat(
                                position.message().tree().child("DeviceList").isPresent())
                        .isEqualTo(pair.upperIsNew()));
    }

    private List<ReceivedReport> positions() {
        return cascade.upper.reports().stream()
                .filter(report -> report.is("MobilePosition"))
                .toList();
    }

    private void queriesAreAnswered(Pair pair) {
        assertThat(ask(DeviceFunction.DEVICE_INFO).parts())
                .singleElement(type(DeviceInfoResponse.class))
                .satisfies(info ->
                        assertThat(info.deviceName()).isEqualTo(pair.camera().name()));
        assertThat(ask(DeviceFunction.DEVICE_STATUS).parts())
                .singleElement(type(DeviceStatusResponse.class))
                .satisfies(status -> assertThat(status.online()).hasValue("ONLINE"));
        FunctionAnswer presets = ask(DeviceFunction.PRESET_QUERY);
        assertThat(presets.isError()).isFalse();
        assertThat(presets.text("SumNum").isPresent() || !pair.upperIsNew()).isTrue();
        assertThat(ask(DeviceFunction.I_FRAME_CMD).isError()).isFalse();
        // the old upper does not know that it cannot be asked; the old lower is not asked
        assertThat(ask(DeviceFunction.HOME_POSITION_QUERY).isError()).isEqualTo(pair.upperIsNew());
    }

    private FunctionAnswer ask(DeviceFunction function) {
        return cascade.upper.ask(CAMERA, FunctionRequest.sample(function)).await();
    }

    private void aPictureComesUp() {
        PlayedStream played = cascade.upper.play(CAMERA).await();
        await().until(() -> played.stats().frames() > 10);
        played.stop().await();
    }
}
