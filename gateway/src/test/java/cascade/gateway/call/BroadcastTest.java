package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static cascade.gateway.call.CallWorld.UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.MediaEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Broadcast step by step, with both platforms, the media plane and time in the test's hand. */
class BroadcastTest {

    private final CallWorld world = new CallWorld();
    private final BroadcastScene scene = new BroadcastScene(world);

    @AfterEach
    void nothingIsLeft() {
        world.calls.followDomains().onRemoved(world.upper());
        world.sent.stream()
                .filter(each -> each.request().is("BYE") && !each.isDecided())
                .toList()
                .forEach(bye -> bye.answer(200));
        world.sent.stream()
                .filter(each -> each.cancelled && !each.isDecided())
                .forEach(cancelled -> cancelled.answer(487));
        assertThat(world.media.open()).as("media legs").isZero();
        assertThat(world.context.ssrcs().inUse()).as("SSRCs").isZero();
        assertThat(world.context.upperDialogs().size())
                .as("dialogs that were taken")
                .isZero();
        assertThat(world.context.lowerDialogs().size())
                .as("dialogs that were made")
                .isZero();
        assertThat(world.calls.load().viewersOf(world.upper())).isZero();
        assertThat(world.calls.load().streamsOf(world.lower())).isZero();
    }

    @Test
    void packetsGoDownWhenTheLowerHasAcknowledgedAndTheUpperIsAcknowledgedAtOnce() {
        scene.announce();
        FakeServerTransaction invite = scene.lowerCalls();
        scene.upperAnswers();

        assertThat(scene.inviteUp().acknowledgedTags).containsExactly("speaker");
        assertThat(invite.status()).isEqualTo(200);
        assertThat(world.media.viewers.getFirst().started).isFalse();
        invite.acknowledge();
        assertThat(world.media.viewers.getFirst().started).isTrue();
        assertThat(world.calls.load().viewersOf(world.upper())).isEqualTo(1);
    }

    @Test
    void theUpperIsToldOnceHoweverOftenTheLowerResponds() {
        scene.announce();
        scene.lowerResponds("OK");
        scene.lowerResponds("OK");
        scene.lowerCalls();
        scene.lowerResponds("OK");

        assertThat(scene.told()).containsExactly("OK");
    }

    @Test
    void anErrorAfterTheCallEndsIt() {
        scene.announce();
        FakeServerTransaction invite = scene.lowerCalls();
        scene.lowerResponds("ERROR");

        assertThat(invite.status()).isEqualTo(480);
        assertThat(scene.inviteUp().cancelled).isTrue();
        scene.inviteUp().answer(487);
        assertThat(scene.cause()).isEqualTo("rejected-by-lower");
    }

    @Test
    void aLowerThatDoesNotCallIsTimedOutAndMayNotCallAnyMore() {
        scene.announce();
        scene.lowerResponds("OK");
        world.time.pass(Duration.ofSeconds(10));

        assertThat(scene.cause()).isEqualTo("lower-timeout");
        assertThat(scene.told()).containsExactly("OK");
        var late = scene.transaction(
                scene.request("INVITE", BroadcastScene.LOWER_ID, "192.168.1.20", "late"), "district", false);
        assertThat(world.calls.broadcasts().onInvite(late)).isFalse();
    }

    @Test
    void anAnswerOfTheUpperThatComesAfterTheLowersByeIsAcknowledgedAndEnded() {
        scene.announce();
        FakeServerTransaction invite = scene.lowerCalls();
        scene.byeOfLower(invite);

        assertThat(invite.status()).isEqualTo(487);
        scene.upperAnswers();
        assertThat(scene.inviteUp().acknowledgedTags).containsExactly("speaker");
        assertThat(world.sent("BYE", UPPER)).hasSize(1);
        assertThat(scene.cause()).isEqualTo("lower-bye");
    }

    @Test
    void aCancelThatIsThereAlreadyAsksTheUpperNothing() {
        scene.announce();
        var invite = scene.inviteOfLower();
        invite.cancelledAtOnce = true;
        world.calls.broadcasts().onInvite(invite);

        assertThat(invite.status()).isEqualTo(487);
        assertThat(world.sent("INVITE", UPPER)).isEmpty();
    }

    @Test
    void anOfferWithoutVoiceIsRefused() {
        scene.announce();
        var invite = scene.transaction(
                scene.request("INVITE", BroadcastScene.LOWER_ID, "192.168.1.20", "voice")
                        .body(
                                "application/sdp",
                                CallWorld.answer(6_100, "a=recvonly").getBytes(StandardCharsets.US_ASCII)),
                "district",
                false);
        world.calls.broadcasts().onInvite(invite);

        assertThat(invite.status()).isEqualTo(488);
        assertThat(scene.cause()).isEqualTo("bad-offer");
    }

    @Test
    void aSilentUpperIsGivenUp() {
        scene.announce();
        FakeServerTransaction invite = scene.lowerCalls();
        world.time.pass(Duration.ofSeconds(20));

        assertThat(invite.status()).isEqualTo(408);
        assertThat(scene.inviteUp().cancelled).isTrue();
        scene.inviteUp().answer(487);
        assertThat(scene.cause()).isEqualTo("upper-offline");
    }

    @Test
    void withoutTheLowersAckBothAreEnded() {
        scene.announce();
        FakeServerTransaction invite = scene.lowerCalls();
        scene.upperAnswers();
        invite.ackOverdue();

        assertThat(world.sent("BYE", UPPER)).hasSize(1);
        assertThat(world.sent("BYE", LOWER)).hasSize(1);
        assertThat(scene.cause()).isEqualTo("no-ack");
    }

    @Test
    void silenceEndsBoth() {
        scene.announce();
        FakeServerTransaction invite = scene.lowerCalls();
        scene.upperAnswers();
        invite.acknowledge();
        world.media
                .streams
                .getFirst()
                .listener
                .onMediaEvent(new MediaEvent.Silence(1, MediaEvent.Silence.Kind.MEDIA_TIMEOUT, Duration.ofSeconds(30)));

        assertThat(world.sent("BYE", UPPER)).hasSize(1);
        assertThat(world.sent("BYE", LOWER)).hasSize(1);
        assertThat(scene.cause()).isEqualTo("media-timeout");
    }

    @Test
    void announcedAnewBeforeTheLowerCalledTheNewOneCounts() {
        double failures = world.setupFailures();
        scene.announce(7);
        scene.announce(8);

        assertThat(scene.notices()).hasSize(2);
        assertThat(scene.told()).as("of the former").isEmpty();
        assertThat(world.calls.recent()).hasSize(1);
        assertThat(scene.cause()).isEqualTo("cancelled");
        assertThat(world.setupFailures()).isEqualTo(failures);
        scene.lowerCalls();
        assertThat(scene.told()).containsExactly("OK");
        assertThat(world.sent("MESSAGE", UPPER).getLast().request().bodyText()).contains("<SN>8</SN>");
    }

    @Test
    void aRepeatedAnnouncementIsAnnouncedOnce() {
        scene.announce(7);
        FakeServerTransaction repeated = scene.announce(7);

        assertThat(repeated.status()).isEqualTo(200);
        assertThat(scene.notices()).hasSize(1);
        assertThat(world.calls.recent()).isEmpty();
        scene.lowerResponds("OK");
        scene.lowerCalls();
        scene.announce(7);
        assertThat(scene.told()).as("while it runs, too").containsExactly("OK");
        assertThat(scene.notices()).hasSize(1);
    }

    @Test
    void aRunningOneKeepsTheFloor() {
        scene.announce();
        FakeServerTransaction invite = scene.lowerCalls();
        scene.upperAnswers();
        invite.acknowledge();
        scene.announce(8);

        assertThat(scene.told()).containsExactly("OK", "ERROR");
        assertThat(scene.notices()).hasSize(1);
    }

    @Test
    void theDomainThatGoesTakesItAlong() {
        scene.announce();
        FakeServerTransaction invite = scene.lowerCalls();
        scene.upperAnswers();
        invite.acknowledge();
        world.calls.followDomains().onRemoved(world.lower());

        assertThat(world.sent("BYE", UPPER)).hasSize(1);
        assertThat(world.sent("BYE", LOWER)).hasSize(1);
        assertThat(scene.cause()).isEqualTo("lower-offline");
    }
}
