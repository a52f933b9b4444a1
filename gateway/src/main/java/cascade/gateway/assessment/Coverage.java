package cascade.gateway.assessment;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Coverage of a period by recorded files (录像完整率), which may overlap, come in any order and reach beyond it. Immutable, any
 * thread.
 *
 * @param share of the period that is recorded, 0 to 1; pauses that are no gap count as recorded
 * @param longestGap zero where there is none
 */
record Coverage(double share, Duration longestGap) {

    /** @param pause between two files, or to either end of the period: longer is a gap */
    static Coverage of(List<RecordedSpan> files, Instant from, Instant to, Duration pause) {
        Instant reached = from;
        Duration missing = Duration.ZERO;
        Duration longest = Duration.ZERO;
        List<RecordedSpan> sorted =
                files.stream().sorted(Comparator.comparing(RecordedSpan::from)).toList();
        for (RecordedSpan file : sorted) {
            Duration gap = gap(reached, file.from().isAfter(to) ? to : file.from(), pause);
            missing = missing.plus(gap);
            longest = longest.compareTo(gap) < 0 ? gap : longest;
            reached = file.to().isAfter(reached) ? file.to() : reached;
        }
        Duration last = gap(reached, to, pause);
        missing = missing.plus(last);
        longest = longest.compareTo(last) < 0 ? last : longest;
        double whole = Duration.between(from, to).toMillis();
        return new Coverage(Math.max(0, 1 - missing.toMillis() / whole), longest);
    }

    private static Duration gap(Instant from, Instant to, Duration pause) {
        Duration between = Duration.between(from, to);
        return between.compareTo(pause) > 0 ? between : Duration.ZERO;
    }

    /** Whether nothing is missing. */
    boolean isWhole() {
        return longestGap.isZero();
    }
}
