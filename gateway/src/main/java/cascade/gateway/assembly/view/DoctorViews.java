package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.DoctorView;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.explain.doctor.MediaDoctor;
import cascade.gateway.explain.doctor.ViewerDoctor;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.media.MediaContent;
import cascade.gateway.media.MediaDetail;
import cascade.gateway.media.MediaDetail.PictureSize;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Diagnoses of the legs of a stream, as the API shows them. */
final class DoctorViews {

    private static final double NANOS_PER_SECOND = 1e9;

    private DoctorViews() {}

    static DoctorView ofSource(CallSnapshot stream) {
        return view(content(stream), findings(stream));
    }

    /** What is relayed is what came: the same as the source's, and what is wrong on the way out before it. */
    static DoctorView ofViewer(DoctorView source, Optional<ViewerStats> viewer) {
        return viewer.flatMap(ViewerDoctor::judge)
                .map(finding -> new DoctorView(
                        source.content(),
                        Stream.concat(Stream.of(finding(finding)), source.findings().stream())
                                .toList()))
                .orElse(source);
    }

    private static Optional<MediaContent> content(CallSnapshot stream) {
        return source(stream).flatMap(SourceStats::content);
    }

    private static List<Finding> findings(CallSnapshot stream) {
        return source(stream)
                .map(source -> MediaDoctor.judge(source, stream.formats()))
                .orElse(List.of());
    }

    private static Optional<SourceStats> source(CallSnapshot stream) {
        return stream.stats().map(StreamStats::source);
    }

    private static DoctorView view(Optional<MediaContent> content, List<Finding> findings) {
        return new DoctorView(
                content.map(DoctorViews::content),
                findings.stream().map(DoctorViews::finding).toList());
    }

    private static DoctorView.Finding finding(Finding finding) {
        return new DoctorView.Finding(
                finding.cause().label(),
                finding.sentence().english(),
                finding.sentence().chinese());
    }

    private static DoctorView.Content content(MediaContent content) {
        MediaDetail detail = content.detail();
        return new DoctorView.Content(
                Labels.of(content.container()),
                content.video().map(StreamViews::codec),
                detail.mappedVideo().map(StreamViews::codec),
                content.audio().map(StreamViews::codec),
                detail.size().map(PictureSize::width),
                detail.size().map(PictureSize::height),
                number(detail.frameRate()).map(rate -> Math.round(rate * 100) / 100.0),
                number(detail.gop()),
                detail.keyFrameAge().map(DoctorViews::seconds),
                detail.streamMap(),
                number(detail.timestampHz()).map(rate -> (double) Math.round(rate)),
                detail.timestampsStill(),
                detail.privateData());
    }

    private static Optional<Double> number(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private static Optional<Integer> number(OptionalInt value) {
        return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }
}
