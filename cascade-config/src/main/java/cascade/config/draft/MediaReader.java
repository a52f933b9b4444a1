package cascade.config.draft;

import cascade.config.gateway.MediaConfig;
import cascade.config.gateway.RtcpMode;
import cascade.config.gateway.SourceCheck;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import java.time.Duration;
import java.util.function.Supplier;

/** Reader of {@code gateway.media}. */
final class MediaReader {

    private MediaReader() {}

    static Supplier<MediaConfig> read(Section section) {
        Field<Integer> loops = section.read("loops", Kinds.integer("a usable number", 0, 1024));
        Field<Duration> maxSlot = section.read("max-slot", Kinds.DURATION_OR_ZERO);
        Field<Duration> noMediaTimeout = section.read("no-media-timeout", Kinds.TIMER);
        Field<Duration> mediaTimeout = section.read("media-timeout", Kinds.TIMER);
        Field<Duration> sourceGoneAfter = section.read("source-gone-after", Kinds.TIMER);
        Field<Duration> sourceReturn = section.read("source-return", Kinds.DURATION_OR_ZERO);
        Field<Duration> unreachableTimeout = section.read("unreachable-timeout", Kinds.DURATION_OR_ZERO);
        Field<Duration> rtcpTimeout = section.read("rtcp-timeout", Kinds.DURATION_OR_ZERO);
        Field<Duration> speakerTimeout = section.read("speaker-timeout", Kinds.DURATION_OR_ZERO);
        Field<Duration> streamLinger = section.read("stream-linger", Kinds.DURATION_OR_ZERO);
        Field<Duration> portQuarantine = section.read("port-quarantine", Kinds.DURATION_OR_ZERO);
        Field<Duration> portQuarantineMin = section.read("port-quarantine-min", Kinds.DURATION_OR_ZERO);
        Field<Duration> hold = section.read("hold", Kinds.DURATION_OR_ZERO);
        Field<RtcpMode> rtcp = section.read("rtcp", Kinds.choice("a way to treat RTCP", RtcpMode.class));
        Field<SourceCheck> sourceCheck =
                section.read("source-check", Kinds.choice("a source check", SourceCheck.class));
        Field<Duration> sourceMoveAfter = section.read("source-move-after", Kinds.DURATION_OR_ZERO);
        Field<Integer> receiveBuffer = section.read("receive-buffer", Kinds.size(8192));
        Field<Integer> eventQueue = section.read("event-queue", Kinds.count(1));
        Field<Integer> commandQueue = section.read("command-queue", Kinds.count(1));
        Field<Integer> maxDatagram = section.read("max-datagram", Kinds.size(576, 65_507));
        Field<Duration> silentAfter = section.read("silent-after", Kinds.TIMER);
        Field<Duration> keyFrameInterval = section.read("key-frame-interval", Kinds.DURATION_OR_ZERO);
        Supplier<MediaConfig.Tcp> tcp = tcp(section.section("tcp"));
        section.finish();
        return () -> new MediaConfig(
                loops.get(),
                maxSlot.get(),
                noMediaTimeout.get(),
                mediaTimeout.get(),
                sourceGoneAfter.get(),
                sourceReturn.get(),
                unreachableTimeout.get(),
                rtcpTimeout.get(),
                speakerTimeout.get(),
                streamLinger.get(),
                portQuarantine.get(),
                portQuarantineMin.get(),
                hold.get(),
                rtcp.get(),
                sourceCheck.get(),
                sourceMoveAfter.get(),
                receiveBuffer.get(),
                eventQueue.get(),
                commandQueue.get(),
                maxDatagram.get(),
                silentAfter.get(),
                keyFrameInterval.get(),
                tcp.get());
    }

    private static Supplier<MediaConfig.Tcp> tcp(Section section) {
        Field<Duration> connectTimeout = section.read("connect-timeout", Kinds.TIMER);
        Field<Integer> connectAttempts = section.read("connect-attempts", Kinds.count(1));
        Field<Duration> connectInterval = section.read("connect-interval", Kinds.TIMER);
        Field<Duration> acceptTimeout = section.read("accept-timeout", Kinds.TIMER);
        Field<Duration> stallTimeout = section.read("stall-timeout", Kinds.TIMER);
        Field<Integer> queue = section.read("queue", Kinds.size(128 << 10));
        Field<Integer> totalQueue = section.read("total-queue", Kinds.size(128 << 10));
        section.ordered(queue, totalQueue);
        section.finish();
        return () -> new MediaConfig.Tcp(
                connectTimeout.get(),
                connectAttempts.get(),
                connectInterval.get(),
                acceptTimeout.get(),
                stallTimeout.get(),
                queue.get(),
                totalQueue.get());
    }
}
