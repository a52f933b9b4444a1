package cascade.gateway.cli.demo;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.simulator.lower.LowerOptions;
import cascade.gateway.simulator.lower.LowerReport;
import cascade.gateway.simulator.lower.SentStream;
import cascade.gateway.simulator.lower.SimulatedCameras;
import cascade.gateway.simulator.lower.SimulatedLower;
import cascade.gateway.simulator.rtp.ReceiverStats;
import cascade.gateway.simulator.rtp.Recordings;
import cascade.gateway.simulator.rtp.SenderStats;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.simulator.upper.UpperOptions;
import cascade.gateway.simulator.video.VideoClip;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Demo of a gateway between two simulated platforms: the lower registers to it, it registers to the upper, the upper
 * plays every camera that it finds in the catalog, and a recording, and tries commands and an alarm. From any thread.
 */
public final class Demo {

    private static final int CAMERAS = 4;
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(100);
    /** The demo's Keepalives are to be seen within its time. */
    private static final Duration KEEPALIVE = Duration.ofSeconds(10);

    private static final long RECORDED_BYTES = 16 << 20;

    private final Timers timers;
    private final DemoGateway gateway;
    private final SimulatedUpper upper;
    private final SimulatedLower lower;
    private final List<CatalogItem> cameras;
    private final PatientCaller caller;
    private final PlaybackTrial playback;
    private final FunctionTrials functions;
    /** Written on the upper's loop, read by whoever watches. */
    private final Map<DeviceId, CameraState> states = new ConcurrentHashMap<>();

    private volatile long startedNanos;
    private volatile Runnable endLooking = () -> {};

    /**
     * @param clips where encoded video is kept
     * @param recordings where received streams are written
     */
    public Demo(Vertx vertx, Parties parties, DemoGateway gateway, Path clips, Path recordings) {
        this.timers = Timers.of(vertx);
        this.gateway = gateway;
        this.cameras = SimulatedCameras.of(parties.lower().deviceId(), CAMERAS);
        this.upper = new SimulatedUpper(
                vertx,
                UpperOptions.builder(parties.upper())
                        .recordings(new Recordings(recordings, RECORDED_BYTES))
                        .build());
        this.lower = new SimulatedLower(
                vertx,
                LowerOptions.builder(parties.lower(), parties.gatewayForLower())
                        .cameras(CAMERAS)
                        .register(new LowerOptions.RegisterTimes(
                                Duration.ofHours(1), Duration.ofSeconds(1), KEEPALIVE, 3))
                        .videoDirectory(clips)
                        .build());
        this.caller = new PatientCaller(timers);
        this.playback = new PlaybackTrial(vertx, caller, upper, lower::clip);
        this.functions = new FunctionTrials(timers, upper, lower);
        cameras.forEach(camera -> states.put(camera.deviceId(), new CameraState.Unlisted()));
    }

    /** Done when all three listen; registrations and calls follow. */
    public Future<Void> start() {
        return upper.start()
                .compose(listening -> gateway.start())
                .compose(listening -> lower.start())
                .onSuccess(listening -> {
                    startedNanos = System.nanoTime();
                    endLooking = timers.every(LOOK_INTERVAL, this::playWhatIsListed);
                });
    }

    private void playWhatIsListed() {
        Set<DeviceId> listed = new HashSet<>();
        upper.channels().forEach(item -> listed.add(item.deviceId()));
        states.forEach((id, state) -> {
            if (state instanceof CameraState.Unlisted && listed.contains(id)) {
                play(id);
            }
        });
    }

    private void play(DeviceId camera) {
        states.put(camera, new CameraState.Invited());
        caller.call(() -> upper.play(camera))
                .onSuccess(stream -> onPlaying(camera, stream))
                .onFailure(failure -> states.put(
                        camera,
                        new CameraState.NotPlayed(failure.getClass().getSimpleName() + ": " + failure.getMessage())));
    }

    private void onPlaying(DeviceId camera, PlayedStream stream) {
        states.put(camera, new CameraState.Playing(stream));
        if (camera.equals(cameras.getFirst().deviceId())) {
            playback.begin(camera);
            functions.begin(camera);
        }
    }

    public Future<DemoStatus> status() {
        Future<LowerReport> ofLower = lower.report();
        return upper.report()
                .compose(ofUpper -> ofLower.map(report -> new DemoStatus(
                        Duration.ofNanos(System.nanoTime() - startedNanos),
                        ofUpper,
                        report,
                        cameras.stream().map(this::camera).toList(),
                        sent(),
                        trials())));
    }

    private List<Trial> trials() {
        return Stream.concat(Stream.of(playback.state()), functions.states().stream())
                .toList();
    }

    private DemoStatus.Camera camera(CatalogItem item) {
        DeviceId id = item.deviceId();
        return new DemoStatus.Camera(id, item.name().orElse(""), Objects.requireNonNull(states.get(id)));
    }

    private Map<DeviceId, SenderStats> sent() {
        return lower.streams().stream()
                .filter(stream -> !stream.isOfRecording())
                .collect(Collectors.toMap(SentStream::channel, SentStream::stats, (one, other) -> other));
    }

    /** What all cameras show. */
    public VideoClip clip() {
        return lower.clip();
    }

    /** Ends the calls from above; the final counts of each. */
    public Future<Map<DeviceId, ReceiverStats>> endCalls() {
        endLooking.run();
        List<PlayedStream> streams = states.values().stream()
                .filter(CameraState.Playing.class::isInstance)
                .map(CameraState.Playing.class::cast)
                .map(CameraState.Playing::stream)
                .toList();
        return Future.all(streams.stream().map(PlayedStream::stop).toList())
                .map(stopped -> streams.stream()
                        .collect(Collectors.toMap(PlayedStream::channel, PlayedStream::stats, (one, other) -> other)));
    }

    /** Calls all cameras and hangs up, round after round; fails with the first call that does. */
    public Future<Void> callAgain(int rounds) {
        if (rounds == 0) {
            return Future.succeededFuture();
        }
        return Future.all(cameras.stream()
                        .map(camera ->
                                caller.call(() -> upper.play(camera.deviceId())).compose(PlayedStream::stop))
                        .toList())
                .compose(hungUp -> callAgain(rounds - 1));
    }

    /** Stops from below: each takes its leave of who still listens. Tells whether the gateway de-registered at the upper. */
    public Future<Boolean> stop() {
        endLooking.run();
        return lower.stop()
                .eventually(gateway::close)
                .transform(closed -> Future.succeededFuture(upper.lowers().isEmpty()))
                .compose(left -> upper.stop().map(left));
    }
}
