package cascade.gateway.assessment;

import cascade.config.gateway.AssessmentConfig;
import cascade.gateway.call.probe.OpeningResult;
import cascade.gateway.call.probe.ProbeEnd;
import cascade.gateway.call.probe.StreamOpening;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.testkit.FakeTime;
import cascade.monitoring.Meters;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An assessment whose lowers, time, probes and searches are in the test's hand. */
final class AssessmentWorld {

    /** A probe that the test has to end. */
    record Probed(String lower, DeviceId channel, Promise<ProbeEnd> end) {}

    /** A search that the test has to answer. */
    record Asked(String lower, DeviceId channel, Instant from, Instant to, Promise<List<RecordedSpan>> answer) {}

    final FakeTime time = new FakeTime();
    final FakeLowers lowers = new FakeLowers();
    final Meters meters = new Meters();
    final List<Probed> probes = new ArrayList<>();
    final List<Asked> searches = new ArrayList<>();
    int rate;
    int concurrent = 4;
    int recordRate;
    boolean overloaded;

    final Assessments assessments = new Assessments(
            this::settings,
            time,
            time,
            lowers,
            (lower, channel, terms) -> {
                Promise<ProbeEnd> end = Promise.promise();
                probes.add(new Probed(lower, channel, end));
                return end.future();
            },
            (lower, channel, from, to) -> {
                Promise<List<RecordedSpan>> answer = Promise.promise();
                searches.add(new Asked(lower, channel, from, to, answer));
                return answer.future();
            },
            () -> overloaded,
            () -> 0,
            meters.assessment());

    private AssessmentConfig settings() {
        return new AssessmentConfig(
                Duration.ofHours(24),
                Duration.ofSeconds(60),
                Duration.ofSeconds(15),
                new AssessmentConfig.Patrol(rate, concurrent, Duration.ofHours(24), 20),
                new AssessmentConfig.Recordings(
                        recordRate, Duration.ofHours(24), Duration.ofHours(1), Duration.ofMinutes(5)));
    }

    void passMinutes(long minutes) {
        time.pass(Duration.ofMinutes(minutes));
    }

    Probed last() {
        return probes.getLast();
    }

    /** The last probe comes to a result. */
    void judge(OpeningResult result) {
        Probed probed = last();
        tell(probed.lower(), probed.channel(), true, result);
        probed.end().complete(ProbeEnd.JUDGED);
    }

    /** An upper plays a channel. */
    void played(String lower, DeviceId channel, OpeningResult result) {
        tell(lower, channel, false, result);
    }

    private void tell(String lower, DeviceId channel, boolean byProbe, OpeningResult result) {
        Optional<Duration> firstFrame =
                result == OpeningResult.PICTURE ? Optional.of(Duration.ofMillis(800)) : Optional.empty();
        assessments.onOpening(new StreamOpening(lower, channel.value(), byProbe, result, firstFrame));
    }

    Assessment of(String lower) {
        return assessments.report().stream()
                .filter(one -> one.lower().equals(lower))
                .findFirst()
                .orElseThrow();
    }

    Assessment.Round round(String lower) {
        return of(lower).round().orElseThrow();
    }
}
