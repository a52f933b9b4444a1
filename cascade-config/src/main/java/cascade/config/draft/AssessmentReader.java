package cascade.config.draft;

import cascade.config.gateway.AssessmentConfig;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import java.time.Duration;
import java.util.function.Supplier;

/** Reader of {@code gateway.assessment}. */
final class AssessmentReader {

    private AssessmentReader() {}

    static Supplier<AssessmentConfig> read(Section section) {
        Field<Duration> window = section.read("window", Kinds.SECONDS);
        Field<Duration> sampleInterval = section.read("sample-interval", Kinds.TIMER);
        Field<Duration> pictureTimeout = section.read("picture-timeout", Kinds.TIMER);
        Supplier<AssessmentConfig.Patrol> patrol = patrol(section.section("patrol"));
        Supplier<AssessmentConfig.Recordings> recordings = recordings(section.section("recordings"));
        section.finish();
        return () -> new AssessmentConfig(
                window.get(), sampleInterval.get(), pictureTimeout.get(), patrol.get(), recordings.get());
    }

    private static Supplier<AssessmentConfig.Patrol> patrol(Section section) {
        Field<Integer> rate = section.read("rate", Kinds.count(0));
        Field<Integer> concurrent = section.read("concurrent", Kinds.count(1));
        Field<Duration> round = section.read("round", Kinds.SECONDS);
        Field<Integer> keepFree = section.read("keep-free", Kinds.integer("a share in percent", 0, 99));
        section.finish();
        return () -> new AssessmentConfig.Patrol(rate.get(), concurrent.get(), round.get(), keepFree.get());
    }

    private static Supplier<AssessmentConfig.Recordings> recordings(Section section) {
        Field<Integer> rate = section.read("rate", Kinds.count(0));
        Field<Duration> period = section.read("period", Kinds.SECONDS);
        Field<Duration> delay = section.read("delay", Kinds.DURATION_OR_ZERO);
        Field<Duration> gap = section.read("gap", Kinds.DURATION_OR_ZERO);
        section.finish();
        return () -> new AssessmentConfig.Recordings(rate.get(), period.get(), delay.get(), gap.get());
    }
}
