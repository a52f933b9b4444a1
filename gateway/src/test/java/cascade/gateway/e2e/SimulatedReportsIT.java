package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.function.DeviceFunction;
import cascade.gateway.simulator.function.PtzCode;
import cascade.gateway.simulator.lower.function.FunctionFault;
import cascade.gateway.simulator.lower.function.FunctionOptions;
import cascade.gateway.simulator.lower.function.PositionForm;
import cascade.gateway.simulator.upper.UpperOptions;
import cascade.gateway.simulator.upper.function.FunctionRequest;
import cascade.gateway.simulator.upper.function.ReceivedReport;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Alarms and positions of a lower platform, and the subscriptions to them, through the gateway. */
class SimulatedReportsIT {

    private static final int CAMERAS = 2;
    private static final DeviceId CAMERA = SimulatedCascade.cameras(CAMERAS).getFirst();
    private static final DeviceId OTHER_CAMERA =
            SimulatedCascade.cameras(CAMERAS).getLast();

    private SimulatedCascade cascade;

    @AfterEach
    void stop() {
        cascade.close();
    }

    /** GB/T 28181-2016 9.4: each hop takes the alarm and answers it. */
    @Test
    @Clause(value = "list alarm", part = "MESSAGE")
    void anAlarmByMessageIsAnsweredOnBothHops() {
        start(FunctionOptions.DEFAULT);

        cascade.lower.alarm(CAMERA).await();

        await().until(() -> alarms().size() == 1);
        ReceivedReport alarm = alarms().getFirst();
        assertThat(alarm.method()).isEqualTo("MESSAGE");
        assertThat(alarm.text("DeviceID")).isEqualTo(CAMERA.value());
        assertThat(alarm.text("AlarmDescription")).isEqualTo("motion 1");
        await().until(() -> cascade.lower.functionCounts().await().alarmResponses() == 1);
        await().until(() -> cascade.upper.functionTally().await().alarmResponses() == 1);
    }

    @Test
    void anUpperThatNeverAnswersAlarmsIsToldTheNextAllTheSame() {
        start(FunctionOptions.DEFAULT, upper -> upper.answersAlarms(false));

        cascade.lower.alarm(CAMERA).await();
        cascade.lower.alarm(OTHER_CAMERA).await();

        await().until(() -> alarms().size() == 2);
        assertThat(cascade.upper.functionTally().await().alarmResponses()).isZero();
    }

    @Test
    void alarmsOfItsOwnAccordComeOfOneCameraAfterTheOther() {
        start(FunctionOptions.DEFAULT.withAlarmEvery(Duration.ofMillis(200)));

        await().until(() -> alarms().stream()
                        .map(alarm -> alarm.text("DeviceID"))
                        .distinct()
                        .count()
                == CAMERAS);
    }

    @Test
    @Clause(value = "list alarm", part = "NOTIFY")
    void anAlarmThatIsSubscribedToComesByNotifyOnce() {
        start(FunctionOptions.DEFAULT);
        subscribe(SimulatedCascade.GATEWAY_ID, DeviceFunction.ALARM_SUBSCRIPTION);

        cascade.lower.alarm(CAMERA).await();

        await().until(() -> alarms().size() == 1);
        assertThat(alarms().getFirst().method()).isEqualTo("NOTIFY");
        cascade.lower.alarm(OTHER_CAMERA).await();
        await().until(() -> alarms().size() == 2);
    }

    @ParameterizedTest
    @EnumSource
    @Clause("list position")
    void positionsComeForAsLongAsTheyAreSubscribedTo(PositionForm form) {
        start(FunctionOptions.DEFAULT.withPositionForm(form));
        cascade.upper
                .subscribe(CAMERA, FunctionRequest.positions(Duration.ofSeconds(1)))
                .await();

        await().until(() -> reports("MobilePosition").size() >= 2);

        assertThat(reports("MobilePosition")).allSatisfy(position -> {
            assertThat(position.text("DeviceID")).isEqualTo(CAMERA.value());
            assertThat(position.text("Longitude")).startsWith("117.3");
        });
        cascade.upper.stop().await();
        await().until(() -> cascade.lower.functionCounts().await().subscriptions() == 0);
    }

    @Test
    void aHeadThatMovesIsToldToWhoSubscribedToItsPosition() {
        start(FunctionOptions.DEFAULT);
        subscribe(CAMERA, DeviceFunction.PTZ_POSITION_SUBSCRIPTION);

        cascade.upper.ask(CAMERA, FunctionRequest.ptz(PtzCode.right(31))).await();

        await().until(() -> !reports("PTZPosition").isEmpty());
        assertThat(reports("PTZPosition").getFirst().text("Pan")).isEqualTo("3.10");
    }

    static List<FunctionOptions> lowersWithoutASubscription() {
        return List.of(
                FunctionOptions.DEFAULT.without(DeviceFunction.ALARM_SUBSCRIPTION),
                fault(new FunctionFault.Refuses(503)),
                fault(new FunctionFault.Deaf()));
    }

    @ParameterizedTest
    @MethodSource("lowersWithoutASubscription")
    void alarmsOfALowerThatTakesNoSubscriptionComeByMessageAndGoByNotify(FunctionOptions lower) {
        start(lower);
        cascade.upper
                .subscribe(SimulatedCascade.GATEWAY_ID, FunctionRequest.sample(DeviceFunction.ALARM_SUBSCRIPTION))
                .await();

        cascade.lower.alarm(CAMERA).await();

        await().until(() -> alarms().size() == 1);
        assertThat(alarms().getFirst().method()).isEqualTo("NOTIFY");
    }

    /** Two of one second could be two: an alarm has no number of its own. */
    @Test
    void anAlarmThatTheLowerNotifiesTwiceIsToldTwice() {
        start(fault(new FunctionFault.Duplicate()));
        subscribe(SimulatedCascade.GATEWAY_ID, DeviceFunction.ALARM_SUBSCRIPTION);

        cascade.lower.alarm(CAMERA).await();

        await().until(() -> alarms().size() == 2);
        assertThat(alarms())
                .allSatisfy(alarm -> assertThat(alarm.text("AlarmDescription")).isEqualTo("motion 1"));
    }

    @Test
    void anAlarmThatIsNotifiedLateIsTold() {
        start(fault(new FunctionFault.Late(Duration.ofSeconds(1))));
        subscribe(SimulatedCascade.GATEWAY_ID, DeviceFunction.ALARM_SUBSCRIPTION);

        cascade.lower.alarm(CAMERA).await();

        await().until(() -> alarms().size() == 1);
    }

    @Test
    void aSubscriptionThatNothingIsToldOfStands() {
        start(fault(new FunctionFault.Silent()));
        subscribe(SimulatedCascade.GATEWAY_ID, DeviceFunction.ALARM_SUBSCRIPTION);

        cascade.lower.alarm(CAMERA).await();

        assertThat(cascade.lower.functionCounts().await().notifications()).isZero();
        assertThat(cascade.lower.functionCounts().await().subscriptions()).isEqualTo(1);
        assertThat(cascade.upper.functionTally().await().subscriptions()).isEqualTo(1);
    }

    @Test
    void anAlarmUnderACallIdOfNoSubscriptionIsTold() {
        start(fault(new FunctionFault.WrongCallId()));
        subscribe(SimulatedCascade.GATEWAY_ID, DeviceFunction.ALARM_SUBSCRIPTION);

        cascade.lower.alarm(CAMERA).await();

        await().until(() -> alarms().size() == 1);
    }

    @Test
    void alarmsOfASubscriptionThatFallsSilentDoNotEndIt() {
        start(fault(new FunctionFault.TwoParts()));
        subscribe(SimulatedCascade.GATEWAY_ID, DeviceFunction.ALARM_SUBSCRIPTION);

        for (int alarm = 0; alarm < 3; alarm++) {
            cascade.lower.alarm(CAMERA).await();
        }

        await().until(() -> alarms().size() == 2);
        assertThat(cascade.upper.functionTally().await().subscriptions()).isEqualTo(1);
    }

    private void start(FunctionOptions functions) {
        start(functions, usual -> usual);
    }

    private void start(FunctionOptions functions, UnaryOperator<UpperOptions.Builder> upper) {
        cascade = SimulatedCascade.at(LoopbackSubnet.next())
                .lower(lower -> lower.cameras(CAMERAS).functions(functions))
                .upper(upper)
                .start()
                .up(CAMERAS);
    }

    private static FunctionOptions fault(FunctionFault fault) {
        return FunctionOptions.DEFAULT.withFault(DeviceFunction.ALARM_SUBSCRIPTION, fault);
    }

    /** Done when the gateway has subscribed at the lower. */
    private void subscribe(DeviceId device, DeviceFunction function) {
        cascade.upper.subscribe(device, FunctionRequest.sample(function)).await();
        await().until(() -> cascade.lower.functionCounts().await().subscriptions() == 1);
    }

    private List<ReceivedReport> alarms() {
        return reports("Alarm");
    }

    private List<ReceivedReport> reports(String cmdType) {
        return cascade.upper.reports().stream()
                .filter(report -> report.is(cmdType))
                .toList();
    }
}
