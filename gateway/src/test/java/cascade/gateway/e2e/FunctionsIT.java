package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.simulator.function.AnswerForm;
import cascade.gateway.simulator.function.DeviceFunction;
import cascade.gateway.simulator.function.PtzCode;
import cascade.gateway.simulator.lower.function.CameraView;
import cascade.gateway.simulator.lower.function.FunctionOptions;
import cascade.gateway.simulator.lower.function.PositionForm;
import cascade.gateway.simulator.lower.function.RecordOptions;
import cascade.gateway.simulator.upper.function.FunctionAnswer;
import cascade.gateway.simulator.upper.function.FunctionRequest;
import cascade.gateway.simulator.upper.function.ReceivedReport;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function of a lower platform, asked for by an upper one through the gateway. */
class FunctionsIT {

    private static final int CAMERAS = 2;
    private static final DeviceId CAMERA = SimulatedCascade.cameras(CAMERAS).getFirst();
    private static final DeviceId OTHER_CAMERA =
            SimulatedCascade.cameras(CAMERAS).getLast();

    private static SimulatedCascade cascade;

    @BeforeAll
    static void start() {
        cascade = SimulatedCascade.at(LoopbackSubnet.next())
                .lower(lower -> lower.cameras(CAMERAS)
                        .functions(FunctionOptions.DEFAULT
                                .withWorkTime(Duration.ofMillis(100))
                                .withPositionForm(PositionForm.LIST)
                                .withRecords(new RecordOptions(Duration.ofMinutes(1), Duration.ofHours(10), 7))))
                .start()
                .up(CAMERAS);
    }

    @AfterAll
    static void stop() {
        cascade.close();
    }

    static Stream<DeviceFunction> requests() {
        return Stream.of(DeviceFunction.values()).filter(function -> !function.isSubscription());
    }

    @ParameterizedTest
    @MethodSource("requests")
    @Clause(value = "9.3", part = "each command with and without an answer")
    @Clause("2022 9.3")
    @Clause("9.5 device")
    @Clause("2022 9.5")
    @Clause(value = "list alarm", part = "reset")
    void isAnsweredOnceAndWhole(DeviceFunction function) {
        long before = cascade.upper.functionTally().await().surplus();

        FunctionAnswer answer =
                cascade.upper.ask(CAMERA, FunctionRequest.sample(function)).await();

        assertThat(answer.isError()).isFalse();
        assertThat(answer.parts().isEmpty()).isEqualTo(function.form() == AnswerForm.NONE);
        assertThat(cascade.upper.functionTally().await().surplus()).isEqualTo(before);
    }

    @Test
    @Clause("list ptz")
    void aPtzCommandMovesTheCameraThatItIsForAndNoOther() {
        cascade.upper
                .ask(CAMERA, FunctionRequest.ptz(new PtzCode(0x29, 31, 16, 1)))
                .await();

        await().untilAsserted(
                        () -> assertThat(camera(CAMERA).lastCommand()).contains("PTZCmd right 31, up 16, zoom out 1"));
        assertThat(camera(OTHER_CAMERA).commands()).isZero();
    }

    @Test
    @Clause("list presets")
    void aPresetThatIsSetIsListed() {
        cascade.upper.ask(CAMERA, FunctionRequest.ptz(PtzCode.setPreset(77))).await();
        await().untilAsserted(() -> assertThat(camera(CAMERA).presets()).containsKey(77));

        FunctionAnswer presets = cascade.upper
                .ask(CAMERA, FunctionRequest.sample(DeviceFunction.PRESET_QUERY))
                .await();

        assertThat(presets.items())
                .extracting(item -> item.childText("PresetID"))
                .contains(Optional.of("77"));
    }

    @Test
    @Clause(value = "9.5 device", part = "ConfigDownload")
    void whatIsConfiguredIsDownloaded() {
        cascade.upper
                .ask(CAMERA, FunctionRequest.sample(DeviceFunction.DEVICE_CONFIG))
                .await();

        FunctionAnswer config = cascade.upper
                .ask(CAMERA, FunctionRequest.sample(DeviceFunction.CONFIG_DOWNLOAD))
                .await();

        assertThat(config.parts().toString()).contains("Gate 1");
    }

    @Test
    @Clause("9.7")
    @Clause("list records")
    void aListOfRecordsComesWholeInItsPagesAndOnlyOfThePeriodAskedFor() {
        Instant now = Instant.now();

        FunctionAnswer hour = cascade.upper
                .ask(CAMERA, FunctionRequest.records(now.minus(Duration.ofHours(3)), now.minus(Duration.ofHours(2))))
                .await();

        assertThat(hour.items()).hasSizeBetween(60, 61);
        assertThat(hour.parts()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(hour.items())
                .extracting(item -> item.childText("DeviceID"))
                .containsOnly(Optional.of(CAMERA.value()));
        assertThat(hour.items()).extracting(item -> item.childText("StartTime")).doesNotHaveDuplicates();
    }

    @Test
    void aPeriodWithoutRecordsHasNone() {
        Instant longAgo = Instant.now().minus(Duration.ofDays(100));

        FunctionAnswer none = cascade.upper
                .ask(CAMERA, FunctionRequest.records(longAgo, longAgo.plus(Duration.ofHours(1))))
                .await();

        assertThat(none.items()).isEmpty();
        assertThat(none.text("SumNum")).contains("0");
    }

    @Test
    @Clause("2022 9.13")
    void anUpgradeIsReportedWhenItIsDone() {
        cascade.upper
                .ask(CAMERA, FunctionRequest.sample(DeviceFunction.DEVICE_UPGRADE))
                .await();

        ReceivedReport result = report("DeviceUpgradeResult");
        assertThat(result.text("Firmware")).isEqualTo("V5.1.0");
        assertThat(result.text("DeviceID")).isEqualTo(CAMERA.value());
        assertThat(camera(CAMERA).firmware()).isEqualTo("V5.1.0");
    }

    @Test
    @Clause("2022 9.14")
    @Clause("list snapshot")
    void aSnapshotIsReportedWhenItIsUploaded() {
        cascade.upper
                .ask(CAMERA, FunctionRequest.sample(DeviceFunction.SNAPSHOT_CONFIG))
                .await();

        XmlNode files = report("UploadSnapShotFinished")
                .message()
                .tree()
                .child("SnapShotList")
                .orElseThrow();
        assertThat(files.children())
                .hasSize(2)
                .allSatisfy(file ->
                        assertThat(file.text()).startsWith(CAMERA + "02").hasSize(41));
    }

    private static CameraView camera(DeviceId id) {
        return cascade.lower.camera(id).await().orElseThrow();
    }

    private static ReceivedReport report(String cmdType) {
        return await().until(
                        () -> cascade.upper.reports().stream()
                                .filter(report -> report.is(cmdType))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
