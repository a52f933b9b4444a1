package cascade.gateway.explain;

import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.explain.doctor.MediaDoctor;
import cascade.gateway.explain.doctor.ViewerDoctor;
import cascade.gateway.explain.fact.PathFacts;
import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.explain.finding.Step;
import cascade.gateway.explain.finding.Text;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Whether media of the channel arrives now, from where, and goes on to the upper. Pure. */
final class MediaCheck {

    /** Longer than cameras pause between two frames. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Media that has just been agreed upon may take a moment. */
    private static final Duration FIRST_PACKET = Duration.ofMillis(1_500);

    private static final double MUCH_LOSS = 0.02;
    private static final long ENOUGH_PACKETS = 100;

    private MediaCheck() {}

    static Step of(PathFacts facts) {
        return facts.stream()
                .map(stream -> of(facts, stream))
                .orElseGet(() -> Step.unknown(Step.Place.MEDIA, Text.of("No stream of it runs now", "当前没有它的流")));
    }

    private static Step of(PathFacts facts, CallSnapshot stream) {
        Map<String, String> told = told(facts, stream);
        if (!stream.running()) {
            return Step.unknown(Step.Place.MEDIA, Text.of("a call for it is being set up", "正在建立对它的呼叫"));
        }
        return finding(facts, stream)
                .map(found -> Step.of(Step.Place.MEDIA, found, told))
                .orElseGet(() -> Step.ok(Step.Place.MEDIA, arrives(facts, stream), told));
    }

    private static Optional<Finding> finding(PathFacts facts, CallSnapshot stream) {
        return missing(facts, stream)
                .or(() -> viewerOf(facts, stream).flatMap(ViewerDoctor::judge))
                .or(() -> loss(stream))
                .or(() -> source(stream)
                        .flatMap(source -> MediaDoctor.judge(source, stream.formats()).stream()
                                .findFirst()));
    }

    private static Optional<Finding> missing(PathFacts facts, CallSnapshot stream) {
        boolean due = stream.setupTime()
                .filter(setup -> stream.started().plus(setup).plus(FIRST_PACKET).isBefore(facts.now()))
                .isPresent();
        if (!due || arrivesNow(facts, stream)) {
            return Optional.empty();
        }
        if (stream.media().foreignPackets() > 0) {
            return Optional.of(MediaFindings.foreign(stream.lower(), stream.media()));
        }
        return Optional.of(MediaFindings.nothing(stream.lower(), stream.media()));
    }

    private static Optional<Finding> loss(CallSnapshot stream) {
        return source(stream)
                .filter(source -> source.packets() >= ENOUGH_PACKETS
                        && source.lost() > MUCH_LOSS * (source.packets() + source.lost()))
                .map(source -> new Finding(
                        Cause.MEDIA_LOSS,
                        Text.of(
                                "Of the packets of %s %.1f %% never arrive here: the picture breaks up",
                                "%s 的媒体包有 %.1f %% 未到达本机：图像会花屏",
                                stream.lower(),
                                100.0 * source.lost() / (source.packets() + source.lost())),
                        Text.of(
                                "look for a full link or a bad port between the two, or take the media over TCP",
                                "请检查两端之间是否链路拥塞或端口故障，或改用 TCP 传输媒体")));
    }

    private static Text arrives(PathFacts facts, CallSnapshot stream) {
        return source(stream)
                .map(source -> Text.of(
                        "media arrives from %s: %d packets, %d lost, %.1f Mbit/s, last one %s ago; %d watch it",
                        "媒体来自 %s：%d 包，丢失 %d，%.1f Mbit/s，最近一包 %s前；%d 路观看",
                        source.remote().map(LegAddress::text).orElse("?"),
                        source.packets(),
                        source.lost(),
                        source.bitrateBps() / 1e6,
                        PlatformCheck.ago(source.lastPacket().orElse(facts.now()), facts.now()),
                        stream.viewers().size()))
                .orElseGet(() -> Text.of("its ports are being opened", "正在打开端口"));
    }

    private static Map<String, String> told(PathFacts facts, CallSnapshot stream) {
        Optional<SourceStats> source = source(stream);
        Optional<ViewerStats> viewer = viewerOf(facts, stream);
        return new FactList()
                .put("stream", stream.id())
                .put("local", stream.media().lowerLocal())
                .put("expectedFrom", stream.media().lowerRemote())
                .put("seenFrom", source.flatMap(SourceStats::remote).map(LegAddress::text))
                .put("foreignFrom", stream.media().foreignFrom())
                .put("foreignPackets", stream.media().foreignPackets())
                .put("ssrcOffered", String.format("%010d", stream.offeredSsrc()))
                .put(
                        "ssrcSeen",
                        source.filter(seen -> seen.ssrc().isPresent())
                                .map(seen -> Ssrc.ofRtp(seen.ssrc().getAsInt()).toY()))
                .put("packets", source.map(SourceStats::packets))
                .put("lost", source.map(SourceStats::lost))
                .put("lastPacket", source.flatMap(SourceStats::lastPacket))
                .put("viewerLocal", viewer.map(leg -> leg.local().rtpText()))
                .put("viewerRemote", viewer.map(leg -> LegAddress.text(leg.remote())))
                .put("viewerPackets", viewer.map(ViewerStats::packets))
                .put(
                        "viewerLoss",
                        viewer.flatMap(ViewerStats::report)
                                .map(report -> String.format("%.1f %%", 100 * report.fractionLost())))
                .list();
    }

    /** What was seen last, where nothing stands in the way. */
    static Text wellText(PathFacts facts) {
        Optional<CallSnapshot> running = facts.stream().filter(CallSnapshot::running);
        if (running.isPresent()) {
            return Text.of("Nothing stands in the way: %s.", "没有障碍：%s。", arrives(facts, running.get()));
        }
        return facts.calls().isEmpty()
                ? Text.of(
                        "Nothing stands in the way, and %s has not called it yet.",
                        "没有障碍，%s 尚未呼叫过它。", facts.upper().name())
                : Text.of(
                        "Nothing stands in the way now; %s.",
                        "目前没有障碍；%s。", CallCheck.lastText(facts, facts.calls().getFirst()));
    }

    /** Whether the upper has a call for it that is set up. */
    static boolean isWatched(PathFacts facts) {
        return facts.stream().flatMap(stream -> viewerOf(facts, stream)).isPresent();
    }

    static boolean flows(CallSnapshot stream) {
        return source(stream).filter(source -> source.packets() > 0).isPresent();
    }

    private static boolean arrivesNow(PathFacts facts, CallSnapshot stream) {
        Instant recent = facts.now().minus(PAUSE);
        return source(stream)
                .flatMap(SourceStats::lastPacket)
                .filter(recent::isBefore)
                .isPresent();
    }

    private static Optional<SourceStats> source(CallSnapshot stream) {
        return stream.stats().map(StreamStats::source);
    }

    private static Optional<ViewerStats> viewerOf(PathFacts facts, CallSnapshot stream) {
        Optional<Long> leg = stream.viewers().stream()
                .filter(viewer -> viewer.upper().equals(facts.upper().name()))
                .flatMap(viewer -> viewer.legId().stream())
                .findFirst();
        return stream.stats()
                .flatMap(stats -> stats.viewers().stream()
                        .filter(viewer -> leg.filter(id -> id == viewer.id()).isPresent())
                        .findFirst());
    }
}
