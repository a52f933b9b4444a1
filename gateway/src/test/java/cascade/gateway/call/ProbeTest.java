package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static cascade.gateway.call.CallWorld.UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.FakeMediaPlane.FakeStream;
import cascade.gateway.call.probe.OpeningResult;
import cascade.gateway.call.probe.ProbeEnd;
import cascade.gateway.call.probe.ProbeTerms;
import cascade.gateway.call.probe.StreamOpening;
import cascade.gateway.call.sdp.CallConfigs;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.PortUsage;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A stream that is opened for nobody, message by message, and what it must never do to somebody. */
class ProbeTest {

    private static final String OTHER_CHANNEL = "37280600001320000002";
    private static final ProbeTerms TERMS = new ProbeTerms(20);
    private static final Duration PICTURE_TIMEOUT = Duration.ofSeconds(15);

    private final List<StreamOpening> openings = new ArrayList<>();
    private CallWorld world = world("");

    private CallWorld world(String more) {
        var made = new CallWorld(CallConfigs.of("""
                domains.district.allow-from = ["192.168.1.0/24"]
                gateway.media.stream-linger = 10s
                """ + more));
        made.calls.addOpeningListener(openings::add);
        return made;
    }

    private Future<ProbeEnd> probe(String channel) {
        return world.calls.probe(world.lower(), new DeviceId(channel), TERMS);
    }

    private Future<ProbeEnd> probe() {
        return probe(CallWorld.CHANNEL);
    }

    private FakeStream source() {
        return world.media.streams.getLast();
    }

    private void firstPacket() {
        FakeStream source = source();
        source.listener.onMediaEvent(new MediaEvent.FirstPacket(
                source.id(), source.announced.getLast().rtp(), 1, 96, Duration.ofMillis(40)));
    }

    private void keyFrame() {
        firstPacket();
        source().listener.onMediaEvent(new MediaEvent.FirstKeyFrame(source().id(), Duration.ofMillis(300)));
    }

    private StreamOpening opening(OpeningResult result, boolean byProbe) {
        assertThat(openings).hasSize(1);
        StreamOpening opening = openings.getFirst();
        assertThat(opening.result()).isEqualTo(result);
        assertThat(opening.byProbe()).isEqualTo(byProbe);
        assertThat(opening.lower()).isEqualTo("district");
        return opening;
    }

    @Test
    void endsWithTheFirstKeyFrame() {
        Future<ProbeEnd> end = probe();
        world.time.pass(Duration.ofMillis(200));
        world.lowerAnswers(200, "a");

        assertThat(world.inviteDown().orElseThrow().acknowledgedTags)
                .as("no viewer's ACK is waited for")
                .containsExactly("a");
        assertThat(world.sent("BYE", LOWER)).isEmpty();
        keyFrame();

        assertThat(end.result()).isEqualTo(ProbeEnd.JUDGED);
        assertThat(world.sent("BYE", LOWER)).hasSize(1);
        assertThat(world.media.open()).isZero();
        assertThat(opening(OpeningResult.PICTURE, true).firstFrame()).contains(Duration.ofMillis(500));
        assertThat(world.calls.recent()).as("nobody's call").isEmpty();
    }

    @Test
    void tellsARefusal() {
        Future<ProbeEnd> end = probe();
        world.lowerAnswers(486, "a");

        assertThat(end.result()).isEqualTo(ProbeEnd.JUDGED);
        opening(OpeningResult.REFUSED, true);
        assertThat(world.media.open()).isZero();
    }

    @Test
    void givesUpALowerThatIsSilent() {
        Future<ProbeEnd> end = probe();
        world.time.pass(PICTURE_TIMEOUT);

        assertThat(end.result()).isEqualTo(ProbeEnd.JUDGED);
        opening(OpeningResult.SILENT, true);
        assertThat(world.inviteDown().orElseThrow().cancelled).isTrue();
    }

    @Test
    void tellsMediaThatStaysAway() {
        probe();
        world.lowerAnswers(200, "a");
        world.time.pass(PICTURE_TIMEOUT);

        opening(OpeningResult.NO_MEDIA, true);
        assertThat(world.sent("BYE", LOWER)).hasSize(1);
    }

    @Test
    void tellsMediaWithoutAPicture() {
        probe();
        world.lowerAnswers(200, "a");
        firstPacket();
        world.time.pass(PICTURE_TIMEOUT);

        opening(OpeningResult.NO_PICTURE, true);
        assertThat(world.sent("BYE", LOWER)).hasSize(1);
    }

    @Test
    void aViewerThatComesMeanwhileKeepsTheStream() {
        Future<ProbeEnd> end = probe();
        FakeServerTransaction viewer = world.invite();
        world.lowerAnswers(200, "a");
        assertThat(viewer.status()).isEqualTo(200);
        viewer.acknowledge();
        keyFrame();
        world.time.pass(Duration.ofMinutes(1));

        assertThat(end.result()).isEqualTo(ProbeEnd.JUDGED);
        assertThat(world.sent("INVITE", LOWER)).as("one stream for both").hasSize(1);
        assertThat(world.sent("BYE", LOWER)).isEmpty();
        assertThat(world.sent("BYE", UPPER)).isEmpty();
        opening(OpeningResult.PICTURE, true);
    }

    @Test
    void aViewerThatComesMeanwhileAsksForAKeyFrame() {
        world = world("domains.district.quirks.key-frame-on-join = true");
        probe();
        FakeServerTransaction viewer = world.invite();
        world.lowerAnswers(200, "a");
        assertThat(keyFrameRequests()).as("before the viewer's ACK").isZero();
        viewer.acknowledge();

        assertThat(keyFrameRequests()).isOne();
    }

    @Test
    void theFirstViewerOfItsOwnStreamAsksForNoKeyFrame() {
        world = world("domains.district.quirks.key-frame-on-join = true");
        FakeServerTransaction viewer = world.invite();
        world.lowerAnswers(200, "a");
        viewer.acknowledge();

        assertThat(keyFrameRequests()).isZero();
    }

    private long keyFrameRequests() {
        return world.sent("MESSAGE", LOWER).stream()
                .filter(message -> message.request().bodyText().contains("<IFameCmd>")
                        || message.request().bodyText().contains("<IFrameCmd>"))
                .count();
    }

    @Test
    void aViewerThatComesToItsRunningStreamKeepsIt() {
        probe();
        world.lowerAnswers(200, "a");
        FakeServerTransaction viewer = world.invite();
        assertThat(viewer.status()).isEqualTo(200);
        keyFrame();

        assertThat(world.sent("BYE", LOWER)).isEmpty();
    }

    @Test
    void opensNoChannelThatSomebodyWatches() {
        FakeServerTransaction viewer = world.invite();
        world.lowerAnswers(200, "a");
        viewer.acknowledge();

        assertThat(probe().result()).isEqualTo(ProbeEnd.IN_USE);
        assertThat(world.sent("INVITE", LOWER)).hasSize(1);
    }

    @Test
    void aWatchedChannelThatHasItsPictureNeedsNoOpening() {
        FakeServerTransaction viewer = world.invite();
        world.lowerAnswers(200, "a");
        viewer.acknowledge();
        keyFrame();

        assertThat(probe().result()).isEqualTo(ProbeEnd.WATCHED);
        assertThat(openings).as("the viewer's alone").hasSize(1);
    }

    @Test
    void leavesTheLastPortsToViewers() {
        String network = world.lower().config().network();
        world.media.ports = List.of(new PortUsage(network, 14, 2, 4));
        assertThat(probe().result()).as("of ten pairs two are free").isEqualTo(ProbeEnd.BUSY);
        assertThat(world.sent("INVITE", LOWER)).isEmpty();

        world.media.ports = List.of(new PortUsage(network, 12, 2, 6));
        probe();
        assertThat(world.sent("INVITE", LOWER)).hasSize(1);
    }

    @Test
    void whatAViewerOpensIsToldTheSame() {
        FakeServerTransaction viewer = world.invite();
        world.lowerAnswers(200, "a");
        viewer.acknowledge();
        keyFrame();

        assertThat(opening(OpeningResult.PICTURE, false).channelId()).isEqualTo(CallWorld.CHANNEL);
    }

    @Test
    void aViewerThatHangsUpBeforeThePictureIsNoResult() {
        world.invite().cancel();
        world.time.pass(PICTURE_TIMEOUT);

        assertThat(openings).isEmpty();
    }

    @Test
    void aRecordingIsNoOpeningOfAChannel() {
        FakeServerTransaction viewer = world.playback();
        world.lowerAnswers(200, "a");
        viewer.acknowledge();
        keyFrame();

        assertThat(openings).isEmpty();
    }

    @Test
    void leavesTheLastStreamToViewers() {
        world = world("gateway.limits.max-streams = 1");

        assertThat(probe().result()).isEqualTo(ProbeEnd.BUSY);
        assertThat(world.sent("INVITE", LOWER)).isEmpty();
    }

    @Test
    void leavesTheShareThatIsKeptFree() {
        assertThat(new ProbeTerms(20).leaveRoom(7, 10)).isTrue();
        assertThat(new ProbeTerms(20).leaveRoom(8, 10)).isFalse();
        assertThat(new ProbeTerms(0).leaveRoom(9, 10)).as("one in any case").isFalse();
    }

    @Test
    void givesWayToAViewerWhoNeedsItsPlace() {
        world = world("gateway.limits.max-streams = 2");
        Future<ProbeEnd> end = probe(OTHER_CHANNEL);
        world.lowerAnswers(200, "a");
        world.playback();
        assertThat(end.isComplete()).as("the second stream is free").isFalse();

        FakeServerTransaction viewer = world.invite();

        assertThat(end.result()).isEqualTo(ProbeEnd.VOID);
        assertThat(viewer.status()).as("not refused").isLessThan(300);
        assertThat(openings).isEmpty();
    }

    @Test
    void opensNothingOfALowerThatIsOffline() {
        world.lowerGoesOffline();
        Future<ProbeEnd> end = probe();
        world.lowerRegisters("1");

        assertThat(end.result()).isEqualTo(ProbeEnd.OFFLINE);
    }

    @Test
    void aLowerThatGoesOfflineMeanwhileIsNoResult() {
        Future<ProbeEnd> end = probe();
        world.lowerGoesOffline();
        world.lowerRegisters("1");

        assertThat(end.result()).isEqualTo(ProbeEnd.VOID);
        assertThat(openings).isEmpty();
    }

    @Test
    void opensNothingWhileTheGatewayDrains() {
        world.calls.drain();
        assertThat(probe().result()).isEqualTo(ProbeEnd.CLOSED);

        world.calls.undoDrain();
        probe();
        assertThat(world.inviteDown()).isPresent();
    }

    @Test
    void opensNothingOnceTheGatewayStops() {
        world.calls.close();

        assertThat(probe().result()).isEqualTo(ProbeEnd.CLOSED);
        assertThat(world.inviteDown()).isEqualTo(Optional.empty());
    }
}
