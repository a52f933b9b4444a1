package cascade.gateway.explain;

import static cascade.gateway.explain.PathFixture.NOW;
import static cascade.gateway.explain.PathFixture.ORIGINAL;
import static cascade.gateway.explain.PathFixture.call;
import static cascade.gateway.explain.PathFixture.platform;
import static cascade.gateway.explain.PathFixture.signs;
import static cascade.gateway.explain.PathFixture.watched;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.record.LimitUse;
import cascade.gateway.catalog.share.Visibility;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.domain.status.FailureKind;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Explanation;
import cascade.gateway.explain.finding.Step;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.media.MediaCodec;
import cascade.gateway.media.MediaContainer;
import cascade.gateway.media.MediaContent;
import cascade.gateway.media.MediaDetail;
import cascade.monitoring.CallCause;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes before what, and the causes that take more than scripted platforms to bring about. */
class ExplainerTest {

    private static final DeviceId EXPORTED = new DeviceId("37280000001319000001");

    private final PathFixture path = new PathFixture();

    private void assertCause(Cause cause, String english) {
        Explanation explained = path.explained();
        assertThat(explained.cause()).isEqualTo(cause);
        assertThat(explained.ok()).isEqualTo(!cause.blocks());
        assertThat(explained.sentence().in(Locale.ENGLISH)).contains(english);
        assertThat(explained.sentence().in(Locale.CHINESE)).matches("(?s).*\\p{IsHan}.*");
    }

    private static Step.Result result(Explanation explained, Step.Place place) {
        return explained.steps().stream()
                .filter(step -> step.place() == place)
                .findFirst()
                .orElseThrow()
                .result();
    }

    @Test
    void whereNothingIsWrongItSaysSo() {
        assertCause(Cause.NONE, "Nothing stands in the way, and city has not called it yet");
    }

    @Test
    void theFirstObstacleOnTheWayIsNamedAndTheLaterOnesStandInTheSteps() {
        path.upper = platform(
                "city",
                DomainState.OFFLINE,
                Optional.of(FailureKind.PASSWORD),
                Optional.empty(),
                signs(Optional.empty()));
        path.lower = platform("district", DomainState.OFFLINE);

        assertCause(Cause.UPPER_PASSWORD, "city refuses our password");
        assertThat(result(path.explained(), Step.Place.LOWER)).isEqualTo(Step.Result.FAILED);
    }

    @Test
    void whatIsWrongWithThePictureGoesBeforeAWrongClock() {
        path.upper = platform(
                "city",
                DomainState.ONLINE,
                Optional.empty(),
                Optional.empty(),
                signs(Optional.of(Duration.ofHours(-25))));
        assertCause(Cause.CLOCK_OFFSET, "The clock of city is 25 h behind ours");

        path.stream = Optional.of(watched(500, Optional.of(NOW), Optional.of(h265WithoutMap())));
        assertCause(Cause.NO_STREAM_MAP, "Black picture: H.265");
    }

    private static MediaContent h265WithoutMap() {
        var detail = new MediaDetail(
                1,
                Duration.ofSeconds(5),
                100,
                false,
                Optional.empty(),
                Optional.of(MediaCodec.H265),
                Optional.empty(),
                java.util.OptionalDouble.empty(),
                java.util.OptionalInt.of(25),
                Optional.empty(),
                Duration.ZERO,
                java.util.OptionalDouble.empty(),
                false,
                false);
        return new MediaContent(
                MediaContainer.PS, Optional.of(MediaCodec.H265), Optional.empty(), 3, Optional.empty(), detail);
    }

    @Test
    void anEarlierFailureIsOverOnceACallRuns() {
        path.calls = List.of(call(CallCause.REJECTED_BY_LOWER, 486, "the lower platform answered 486", 0));
        assertCause(Cause.LOWER_BUSY, "district is busy");

        path.stream = Optional.of(watched(500, Optional.of(NOW), Optional.empty()));
        assertCause(Cause.NONE, "media arrives from 10.0.0.7:6000: 500 packets");
    }

    @Test
    void aRunningCallWhoseMediaStaysAwayIsAnObstacle() {
        path.stream = Optional.of(watched(0, Optional.empty(), Optional.empty()));

        assertCause(Cause.NO_MEDIA, "not one packet arrived");
    }

    @Test
    void aLimitIsNoObstacleForWhoWatchesAlready() {
        path.limits = List.of(new LimitUse("viewers of city", "domains.city.max-viewers", 1, 1));
        assertCause(Cause.LIMIT_REACHED, "domains.city.max-viewers");

        path.stream = Optional.of(watched(500, Optional.of(NOW), Optional.empty()));
        assertCause(Cause.NONE, "media arrives");
    }

    @Test
    void aRefusalWhoseReasonIsGoneIsNone() {
        for (CallCause cause : List.of(
                CallCause.LIMIT,
                CallCause.LOWER_OFFLINE,
                CallCause.UPPER_OFFLINE,
                CallCause.NOT_FOUND,
                CallCause.ADMIN)) {
            path.calls = List.of(call(cause, 480, "then", 0));
            assertCause(Cause.NONE, "Nothing stands in the way now; its last call ended 40 s ago: " + cause.label());
        }
    }

    @Test
    void aCallThatTheUpperGaveUpBecauseNothingCameIsNotWell() {
        path.calls = List.of(call(CallCause.UPPER_BYE, 200, "", 0));
        assertCause(Cause.NO_MEDIA, "not one packet");

        path.calls = List.of(call(CallCause.UPPER_BYE, 200, "", 900));
        assertCause(Cause.NONE, "upper-bye");
    }

    @Test
    void anOperatorMayAskByTheOriginalIdOfAMappedChannel() {
        path.visibility = new Visibility.Mapped(new DeviceId(ORIGINAL), EXPORTED, Optional.of(0));

        assertCause(Cause.NONE, "Nothing stands in the way");
    }

    @Test
    void rightAfterAStartAnUnknownChannelMayStillAppear() {
        path.known = false;
        path.settling = true;

        assertCause(Cause.STARTING, "has just started");
        assertThat(result(path.explained(), Step.Place.SHARE)).isEqualTo(Step.Result.UNKNOWN);
        assertThat(result(path.explained(), Step.Place.LIMITS)).isEqualTo(Step.Result.UNKNOWN);
    }

    @Test
    void anAreaHasNoPicture() {
        path.camera = false;

        assertCause(Cause.NOT_A_CAMERA, "area, system or group");
    }

    @Test
    void anIdThatAnotherChannelHasIsAConflict() {
        path.visibility = new Visibility.Conflict(EXPORTED, "county/37280602001310000001");

        assertCause(Cause.ID_CONFLICT, "held by county/37280602001310000001");
    }

    @Test
    void aPlatformIsNotShownWhatComesFromIt() {
        path.visibility = new Visibility.Loop("district");

        assertCause(Cause.LOOP, "not shown its own channels");
    }

    @Test
    void aLowerThatAnswersNothingIsUnreachable() {
        path.lower = platform(
                "district",
                DomainState.OFFLINE,
                Optional.of(FailureKind.UNREACHABLE),
                Optional.of(OfflineReason.UNREACHABLE),
                signs(Optional.empty()));

        assertCause(Cause.LOWER_UNREACHABLE, "answers nothing any more");
    }

    @Test
    void aCameraOfALowerThatIsGoneIsNotCalledOff() {
        path.on = Optional.of(false);
        path.lower = platform(
                "district",
                DomainState.OFFLINE,
                Optional.empty(),
                Optional.of(OfflineReason.EXPIRED),
                signs(Optional.empty()));

        assertCause(Cause.LOWER_EXPIRED, "ran out");
    }

    @Test
    void aGatewayThatDrainsRefusesTheNextCallWhateverItsLimits() {
        path.draining = Optional.of(NOW.minusSeconds(60));
        path.limits = List.of(new LimitUse("viewers", "gateway.limits.max-viewers", 10, 10));

        assertCause(Cause.DRAINING, "drains since 2026-11-28T11:59:00Z");
    }

    @Test
    void anOverloadedGatewayRefusesSomeCalls() {
        path.overloaded = true;

        assertCause(Cause.OVERLOAD, "overloaded");
    }

    @Test
    void anUpperThatGivesUpBeforeTheAnswerIsTold() {
        path.calls = List.of(call(CallCause.CANCELLED, 487, "cancelled before the answer", 0));

        assertCause(Cause.UPPER_CANCELLED, "gave the last call up after 20 s, before district had answered");
    }

    @Test
    void anOfferOfTheOtherAddressFamilyIsNoMatterOfItsNetworks() {
        path.calls = List.of(call(
                CallCause.BAD_OFFER, 488, "c= 2001:db8::187 is not of the family of its network, which is IPv4", 0));

        assertCause(Cause.MEDIA_ADDRESS_REFUSED, "Have it offer an address of the family of its network");
    }

    @Test
    void aFaultOfOurOwnIsOwned() {
        path.calls = List.of(call(CallCause.INTERNAL, 500, "the gateway made an error", 0));

        assertCause(Cause.FAULT, "The gateway itself failed: the gateway made an error");
    }
}
