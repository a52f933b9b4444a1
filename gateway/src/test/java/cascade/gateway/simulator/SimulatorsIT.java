package cascade.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpException;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.simulator.lower.LowerFaults;
import cascade.gateway.simulator.lower.LowerOptions;
import cascade.gateway.simulator.lower.LowerReport;
import cascade.gateway.simulator.lower.SentStream;
import cascade.gateway.simulator.lower.SimulatedCameras;
import cascade.gateway.simulator.lower.SimulatedLower;
import cascade.gateway.simulator.lower.SsrcChoice;
import cascade.gateway.simulator.rtp.ReceiverStats;
import cascade.gateway.simulator.rtp.Recordings;
import cascade.gateway.simulator.rtp.SenderStats;
import cascade.gateway.simulator.upper.LowerBinding;
import cascade.gateway.simulator.upper.OfferForm;
import cascade.gateway.simulator.upper.PlayAttempt;
import cascade.gateway.simulator.upper.PlayException;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.simulator.upper.UpperOptions;
import cascade.gateway.simulator.video.VideoSettings;
import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.FrameHashes;
import cascade.gateway.testkit.LoopbackSubnet;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two simulated platforms face to face: what they do through the gateway, they must do without it. */
@Tag("processes")
class SimulatorsIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int CAMERAS = 6;
    private static final VideoSettings VIDEO = VideoSettings.testPattern()
            .withSize(352, 288)
            .withKilobitsPerSecond(500)
            .withLength(Duration.ofSeconds(2));

    private final Vertx vertx = Vertx.vertx();
    private final PlatformAddress lowerAddress = PlatformAddress.of("37280600000000000000", SUBNET.host(1), 7100);
    private final PlatformAddress upperAddress = PlatformAddress.of("37280000002000000001", SUBNET.host(2), 7100);
    private final DeviceId camera =
            SimulatedCameras.of(lowerAddress.deviceId(), CAMERAS).getFirst().deviceId();
    private final List<SimulatedLower> lowers = new ArrayList<>();
    private final List<SimulatedUpper> uppers = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        lowers.forEach(lower -> lower.stop().await());
        uppers.forEach(upper -> upper.stop().await());
        vertx.close().await();
    }

    @Test
    void registersKeepsAliveAndDeregisters() {
        SimulatedUpper upper = upper(same -> same);
        SimulatedLower lower = lower(options -> options.register(new LowerOptions.RegisterTimes(
                Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofMillis(100), 3)));

        LowerBinding binding = upper.registered().await();
        assertThat(binding.deviceId()).isEqualTo(lowerAddress.deviceId());
        assertThat(binding.peer().authority()).isEqualTo(SUBNET.host(1) + ":7100");
        await().until(() -> report(lower).keepalives() > 3);
        // a refresh after two thirds of three seconds
        await().until(() -> report(lower).registrations() > 1);
        lower.stop().await();

        assertThat(upper.lowers()).isEmpty();
    }

    @Test
    void answersADigestChallenge() {
        SimulatedUpper upper = upper(options -> options.password("secret 秘密"));
        lower(options -> options.password("secret 秘密"));

        assertThat(upper.registered().await().deviceId()).isEqualTo(lowerAddress.deviceId());
    }

    @Test
    void staysOutsideWithAWrongPassword() {
        SimulatedUpper upper = upper(options -> options.password("right"));
        SimulatedLower lower = lower(options -> options.password("wrong"));

        await().until(() ->
                upper.report().await().registrations() == 0 && !report(lower).isRegistered());
        assertThat(upper.lowers()).isEmpty();
    }

    @Test
    void registersOverTcpWithTenDigitDomains() {
        SimulatedUpper upper = upper(options -> options.sipDomain("3728000000"));
        lower(options -> options.sipDomain("3728000000").transport(SipTransport.TCP));

        assertThat(upper.registered().await().peer().transport()).isEqualTo(SipTransport.TCP);
        assertThat(upper.catalogComplete().await()).hasSize(CAMERAS);
    }

    @Test
    void theCatalogArrivesWholeWithChineseNames() {
        SimulatedUpper upper = upper(same -> same);
        lower(same -> same);

        List<CatalogItem> received = upper.catalogComplete().await();

        assertThat(received).isEqualTo(SimulatedCameras.of(lowerAddress.deviceId(), CAMERAS));
        assertThat(received.getFirst().name()).contains("模拟摄像机01 大门");
    }

    @Test
    void changesReachTheSubscriber() {
        SimulatedUpper upper = upper(same -> same);
        SimulatedLower lower = lower(same -> same);
        upper.catalogComplete().await();
        await().until(() -> report(lower).subscriptions() == 1);
        CatalogItem item = SimulatedCameras.of(lowerAddress.deviceId(), CAMERAS).get(2);
        CatalogItem added = SimulatedCameras.of(lowerAddress.deviceId(), 7).getLast();

        lower.changeCatalog(item, CatalogEvent.OFF).await();
        lower.changeCatalog(added, CatalogEvent.ADD).await();
        lower.changeCatalog(added.toBuilder().name("新名字").build(), CatalogEvent.UPDATE)
                .await();
        lower.changeCatalog(
                        SimulatedCameras.of(lowerAddress.deviceId(), CAMERAS).getFirst(), CatalogEvent.DEL)
                .await();

        await().until(() -> upper.report().await().notifies() == 4);
        assertThat(upper.channels()).hasSize(CAMERAS);
        assertThat(find(upper, item.deviceId()).isOn()).isFalse();
        assertThat(find(upper, added.deviceId()).name()).contains("新名字");
    }

    @Test
    void aSubscriberLearnsAtOnceWhatIsOff() {
        SimulatedUpper upper = upper(options -> options.queryOnRegister(false));
        SimulatedLower lower = lower(same -> same);
        upper.registered().await();
        lower.changeCatalog(
                        SimulatedCameras.of(lowerAddress.deviceId(), CAMERAS).getFirst(), CatalogEvent.OFF)
                .await();

        upper.subscribe(lowerAddress.deviceId()).await();

        await().until(() -> upper.report().await().notifies() > 0);
    }

    @Test
    void whatArrivesIsWhatWasSentByteForByteAndPictureForPicture() throws IOException {
        SimulatedUpper upper = upper(options -> options.reportInterval(Duration.ofMillis(500)));
        SimulatedLower lower = lower(same -> same);
        upper.registered().await();

        PlayedStream played = upper.play(camera).await();
        SentStream sent = lower.streams().getFirst();
        await().until(() -> played.stats().frames() > 60);
        sent.hangUp().await();
        SenderStats counts = sent.ended().await();
        ReceiverStats received = played.ended().await().stats();

        assertThat(received.lost()).isZero();
        assertThat(received.packets()).isEqualTo(counts.packets());
        assertThat(received.broken()).isZero();
        assertThat(received.ssrc()).hasValue(played.ssrc().orElseThrow().value());
        assertThat(played.recording().orElseThrow())
                .hasSameBinaryContentAs(sent.recording().orElseThrow());
        assertSamePictures(lower, played.recording().orElseThrow(), received.frames());
    }

    /** The last frame may have been cut off by the BYE. */
    private static void assertSamePictures(SimulatedLower lower, Path received, long frames) throws IOException {
        byte[] whole = Files.readAllBytes(received);
        long bytes = 0;
        for (long frame = 0; frame < frames; frame++) {
            bytes += lower.clip().pack(frame).length;
        }
        assertThat(whole.length).isGreaterThanOrEqualTo((int) bytes);
        Path complete = Files.write(received.resolveSibling("complete.ps"), Arrays.copyOf(whole, (int) bytes));
        List<String> source = FrameHashes.of(lower.clip().elementaryStream(), "h264");
        List<String> pictures = FrameHashes.of(complete, "mpeg");
        assertThat(pictures).hasSize((int) frames);
        for (int i = 0; i < pictures.size(); i++) {
            assertThat(pictures.get(i)).as("picture %d", i).isEqualTo(source.get(i % source.size()));
        }
    }

    @Test
    void bothSidesReportByRtcp() {
        SimulatedUpper upper = upper(options -> options.reportInterval(Duration.ofMillis(300)));
        SimulatedLower lower = lower(same -> same);
        upper.registered().await();

        PlayedStream played = upper.play(camera).await();
        SentStream sent = lower.streams().getFirst();
        await().until(() -> played.stats().senderReports() > 0 && sent.stats().receiverReports() > 1);
        await().until(() -> sent.stats().lastReport().orElseThrow().roundTrip().isPresent());

        assertThat(sent.stats().lastReport().orElseThrow().lost()).isZero();
        sent.hangUp().await();
        assertThat(played.ended().await().stats().isEnded()).isTrue();
    }

    @Test
    void theLowerEndsACall() {
        SimulatedUpper upper = upper(same -> same);
        SimulatedLower lower = lower(same -> same);
        upper.registered().await();
        PlayedStream played = upper.play(camera).await();

        lower.streams().getFirst().hangUp().await();

        assertThat(played.ended().await().byPeer()).isTrue();
        assertThat(upper.streams()).isEmpty();
    }

    @Test
    void aCancelledInviteEndsWith487() {
        SimulatedUpper upper = upper(same -> same);
        SimulatedLower lower = lower(options -> options.faults(LowerFaults.NONE.withSilence()));
        upper.registered().await();

        PlayAttempt attempt = upper.invite(camera).await();
        attempt.cancel().await();

        assertThatThrownBy(() -> attempt.answered().await())
                .isInstanceOfSatisfying(
                        PlayException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(487));
        assertThat(report(lower).cancels()).isEqualTo(1);
        assertThat(report(lower).calls()).isZero();
    }

    @Test
    void aRefusalKeepsItsCode() {
        SimulatedUpper upper = upper(same -> same);
        lower(options -> options.faults(LowerFaults.NONE.withReject(486)));
        upper.registered().await();

        assertThatThrownBy(() -> upper.play(camera).await())
                .isInstanceOfSatisfying(
                        PlayException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(486));
        assertThatThrownBy(
                        () -> upper.play(new DeviceId("37280600001310009999")).await())
                .isInstanceOfSatisfying(
                        PlayException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(404));
    }

    @Test
    void withoutAckTheLowerSaysBye() {
        SipSettings hasty = SipSettings.defaults("hasty")
                .withTimers(
                        Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofSeconds(1));
        SimulatedUpper upper = upper(UpperOptions.Builder::withoutAck);
        SimulatedLower lower = lower(options -> options.sip(hasty));
        upper.registered().await();

        PlayedStream played = upper.play(camera).await();

        assertThat(played.ended().await().byPeer()).isTrue();
        assertThat(played.stats().packets()).isZero();
        assertThat(report(lower).noAcks()).isEqualTo(1);
    }

    @Test
    void withheldPacketsAreCountedAsLost() {
        SimulatedUpper upper = upper(same -> same);
        SimulatedLower lower = lower(options -> options.faults(LowerFaults.NONE.withholdingOneIn(10)));
        upper.registered().await();
        PlayedStream played = upper.play(camera).await();
        SentStream sent = lower.streams().getFirst();
        await().until(() -> played.stats().packets() > 50);

        sent.hangUp().await();
        ReceiverStats received = played.ended().await().stats();
        SenderStats counts = sent.ended().await();

        assertThat(received.packets()).isEqualTo(counts.packets());
        // a withheld last packet cannot be missed
        assertThat(received.lost()).isBetween(counts.withheld() - 1, counts.withheld());
    }

    @Test
    void eachSideMayChooseTheSsrc() {
        SimulatedUpper upper = upper(options -> options.offerForm(OfferForm.STANDARD));
        lower(options -> options.ssrcChoice(SsrcChoice.OFFERED));
        upper.registered().await();
        PlayedStream theirs = upper.play(camera).await();
        // digits 4 to 8 of the chooser's id
        assertThat(theirs.ssrc().orElseThrow().toY()).startsWith("080000");
        lowers.removeFirst().stop().await();

        lower(options -> options.ssrcChoice(SsrcChoice.OWN));
        await().until(() -> !upper.lowers().isEmpty());
        PlayedStream ours = upper.play(camera).await();
        assertThat(ours.ssrc().orElseThrow().toY()).startsWith("080600");
        await().until(() -> ours.stats().packets() > 0);
        assertThat(ours.stats().ssrc()).hasValue(ours.ssrc().orElseThrow().value());
    }

    @Test
    void aCameraMaySendAnotherSsrcThanItSays() {
        SimulatedUpper upper = upper(same -> same);
        lower(options -> options.faults(LowerFaults.NONE.withWrongSsrc()));
        upper.registered().await();

        PlayedStream played = upper.play(camera).await();

        await().until(() -> played.stats().packets() > 0);
        assertThat(played.stats().ssrc())
                .isPresent()
                .isNotEqualTo(OptionalLong.of(played.ssrc().orElseThrow().value()));
    }

    @Test
    void aCameraMaySendNothingAtAll() {
        SimulatedUpper upper = upper(same -> same);
        SimulatedLower lower = lower(options -> options.faults(LowerFaults.NONE.withoutMedia()));
        upper.registered().await();
        PlayedStream played = upper.play(camera).await();

        assertThat(played.stop().await().packets()).isZero();
        await().until(() -> report(lower).byes() == 1);
    }

    @Test
    void aCameraMayAnswerLateAndSendBeforeTheAck() {
        SimulatedUpper upper = upper(UpperOptions.Builder::withoutAck);
        lower(options -> options.faults(
                LowerFaults.NONE.withAnswerDelay(Duration.ofMillis(300)).withMediaBeforeAck()));
        upper.registered().await();

        PlayedStream played = upper.play(camera).await();

        assertThat(played.setupTime()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        await().until(() -> played.stats().packets() > 0);
    }

    @Test
    void aLowerThatStartsAgainIsAskedAgain() {
        SimulatedUpper upper = upper(same -> same);
        lower(options -> options.cameras(1));
        assertThat(upper.catalogComplete().await()).hasSize(1);
        // its leave is lost on the way
        var deaf = new AtomicBoolean();
        SimulatedLower first = lowers.removeFirst();
        first.stop().await();
        SimulatedLower second = lower(options -> options.cameras(2).filter(outgoing -> !deaf.get()));
        await().until(() -> upper.channels().size() == 2);
        deaf.set(true);
        second.stop().await();
        lowers.remove(second);
        assertThat(upper.lowers()).hasSize(1);

        SimulatedLower third = lower(options -> options.cameras(3));

        await().until(() -> upper.channels().size() == 3);
        await().until(() -> report(third).subscriptions() == 1);
    }

    @Test
    void aLowerTellsWhatItIs() {
        lower(same -> same);
        var loop = new PlatformLoop(vertx);
        List<ManscdpMessage> received = new CopyOnWriteArrayList<>();
        var asking = new AtomicReference<PlatformSignalling>();
        loop.start(
                        () -> {
                            asking.set(new PlatformSignalling(
                                    vertx,
                                    SipSettings.defaults("asking"),
                                    DatagramFilter.ALL_PASS,
                                    upperAddress,
                                    "",
                                    Manner.STANDARD.withCharset(StandardCharsets.UTF_8)));
                            return asking.get().listen(transaction -> {
                                PlatformSignalling.respond(transaction, 200);
                                transaction
                                        .request()
                                        .header("Content-Type")
                                        .ifPresent(xml -> received.add(read(asking.get(), transaction.request())));
                            });
                        },
                        () -> asking.get().close())
                .await();

        ask(loop, asking.get(), new ManscdpMessage.DeviceInfoQuery(7, lowerAddress.deviceId(), List.of()));
        ask(loop, asking.get(), new ManscdpMessage.DeviceStatusQuery(8, camera, List.of()));

        await().until(() -> received.size() == 2);
        assertThat(received.get(0)).isInstanceOfSatisfying(ManscdpMessage.DeviceInfoResponse.class, info -> {
            assertThat(info.sn()).isEqualTo(7);
            assertThat(info.deviceName()).contains("模拟下级平台");
            assertThat(info.channel()).contains(Integer.toString(CAMERAS));
        });
        assertThat(received.get(1)).isInstanceOfSatisfying(ManscdpMessage.DeviceStatusResponse.class, status -> {
            assertThat(status.sn()).isEqualTo(8);
            assertThat(status.online()).contains("ONLINE");
        });
        loop.stop().await();
    }

    private void ask(PlatformLoop loop, PlatformSignalling asking, ManscdpMessage query) {
        int status = loop.call(() ->
                        asking.sendMessage(query, lowerAddress.deviceId(), asking.peer(lowerAddress, SipTransport.UDP)))
                .await()
                .status();
        assertThat(status).isEqualTo(200);
    }

    private static ManscdpMessage read(PlatformSignalling signalling, SipRequest request) {
        try {
            return signalling.read(request);
        } catch (ManscdpException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void lostSipDatagramsAreMadeUpFor() {
        SipSettings quick = SipSettings.defaults("quick")
                .withTimers(
                        Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofSeconds(10));
        SimulatedUpper upper = upper(options -> options.sip(quick).filter(losing(20, 1)));
        SimulatedLower lower =
                lower(options -> options.sip(quick).filter(losing(20, 2)).cameras(8));

        assertThat(upper.catalogComplete().await()).hasSize(8);
        for (CatalogItem item : upper.channels()) {
            PlayedStream played = upper.play(item.deviceId()).await();
            await().until(() -> played.stats().packets() > 0);
            played.stop().await();
        }
        await().until(() -> lower.streams().isEmpty());
    }

    private static DatagramFilter losing(int percent, long seed) {
        Random random = new Random(seed);
        return outgoing -> random.nextInt(100) >= percent;
    }

    @Test
    void playsManyStreamsAtOnceWithoutLoss() {
        SimulatedUpper upper = upper(same -> same);
        SimulatedLower lower = lower(options -> options.cameras(40));
        List<CatalogItem> channels = upper.catalogComplete().await();

        List<PlayedStream> played = channels.stream().map(item -> upper.play(item.deviceId())).toList().stream()
                .map(future -> future.await())
                .toList();
        await().until(() -> played.stream().allMatch(one -> one.stats().frames() > 40));

        assertThat(lower.streams()).hasSize(40);
        assertThat(played)
                .allSatisfy(one -> assertThat(one.stop().await().lost()).isZero());
    }

    private SimulatedUpper upper(UnaryOperator<UpperOptions.Builder> change) {
        var upper = new SimulatedUpper(
                vertx,
                change.apply(UpperOptions.builder(upperAddress)
                                .recordings(Recordings.whole(directory.resolve("received"))))
                        .build());
        uppers.add(upper);
        upper.start().await();
        return upper;
    }

    private SimulatedLower lower(UnaryOperator<LowerOptions.Builder> change) {
        var usual = LowerOptions.builder(lowerAddress, upperAddress)
                .cameras(CAMERAS)
                .video(VIDEO)
                .videoDirectory(Path.of("target", "video"))
                .recordings(Recordings.whole(directory.resolve("sent")));
        var lower = new SimulatedLower(vertx, change.apply(usual).build());
        lowers.add(lower);
        lower.start().await();
        return lower;
    }

    private static LowerReport report(SimulatedLower lower) {
        return lower.report().await();
    }

    private static CatalogItem find(SimulatedUpper upper, DeviceId id) {
        return upper.channels().stream()
                .filter(item -> item.deviceId().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
