package cascade.gateway.admin.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Assessment (考核) of the lowers. Rates are shares from 0 to 1; empty where there was nothing to judge.
 *
 * @param at when it was asked for
 * @param window that rates are over, where they are no state
 * @param lowers in the order of the configuration
 */
public record AssessmentView(Instant at, Duration window, List<Lower> lowers) {

    /** For Excel, which takes a file without it for GBK. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String LINE_END = "\r\n";

    public AssessmentView {
        lowers = List.copyOf(lowers);
    }

    /**
     * A lower and what it is graded by.
     *
     * @param online whether its registration stands now
     * @param uptime share of the window that it stood
     * @param clockOffset how far its clock is ahead of ours
     */
    public record Lower(
            String domain,
            boolean online,
            Optional<Double> uptime,
            Optional<Duration> clockOffset,
            Devices devices,
            Catalog catalog,
            Openings openings,
            Recordings recordings,
            Optional<Round> round) {

        JsonObject toJson() {
            return new JsonObject()
                    .put("domain", domain)
                    .put("online", online)
                    .put("uptime", uptime.orElse(null))
                    .put(
                            "clockOffsetMillis",
                            clockOffset.map(Duration::toMillis).orElse(null))
                    .put("devices", devices.toJson())
                    .put("catalog", catalog.toJson())
                    .put("openings", openings.toJson())
                    .put("recordings", recordings.toJson())
                    .put("round", round.map(Round::toJson).orElse(null));
        }

        /** Its columns by name, in their order. */
        Map<String, String> columns() {
            Map<String, String> columns = new LinkedHashMap<>();
            columns.put("domain", domain);
            columns.put("online", String.valueOf(online));
            columns.put("uptime", share(uptime));
            columns.put(
                    "clock-offset-seconds",
                    clockOffset.map(AssessmentView::seconds).orElse(""));
            devices.addTo(columns);
            catalog.addTo(columns);
            openings.addTo(columns);
            recordings.addTo(columns);
            Optional<Round> last = round;
            columns.put(
                    "round-pictures",
                    last.map(done -> String.valueOf(done.pictures)).orElse(""));
            columns.put(
                    "round-failures",
                    last.map(done -> String.valueOf(done.failures)).orElse(""));
            return columns;
        }
    }

    /**
     * Devices of its catalog.
     *
     * @param onlineNow share that can be used now
     * @param online the same over the window, weighted by time
     */
    public record Devices(int count, Optional<Double> onlineNow, Optional<Double> online) {

        JsonObject toJson() {
            return new JsonObject()
                    .put("count", count)
                    .put("onlineNow", onlineNow.orElse(null))
                    .put("online", online.orElse(null));
        }

        void addTo(Map<String, String> columns) {
            columns.put("devices", String.valueOf(count));
            columns.put("devices-online-now", share(onlineNow));
            columns.put("devices-online", share(online));
        }
    }

    /**
     * Its catalog.
     *
     * @param declared items that its last answer announced as SumNum
     * @param received items of it that came
     * @param complete share of the former that the latter is
     * @param positioned share of its devices without a finding about their position
     * @param coded share of its nodes without a finding about their id
     */
    public record Catalog(
            int declared,
            int received,
            Optional<Double> complete,
            Optional<Double> positioned,
            Optional<Double> coded) {

        JsonObject toJson() {
            return new JsonObject()
                    .put("declared", declared)
                    .put("received", received)
                    .put("complete", complete.orElse(null))
                    .put("positioned", positioned.orElse(null))
                    .put("coded", coded.orElse(null));
        }

        void addTo(Map<String, String> columns) {
            columns.put("catalog-declared", String.valueOf(declared));
            columns.put("catalog-received", String.valueOf(received));
            columns.put("catalog-complete", share(complete));
            columns.put("positioned", share(positioned));
            columns.put("coded", share(coded));
        }
    }

    /**
     * Openings of live streams over the window, uppers' and the patrol's.
     *
     * @param results how many came to which result, by label, in their order
     * @param success share that came to a picture
     * @param median time to the first key frame that half of them keep
     * @param slow the same, which 95 of 100 keep
     */
    public record Openings(
            Map<String, Long> results, Optional<Double> success, Optional<Duration> median, Optional<Duration> slow) {

        public Openings {
            results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        }

        JsonObject toJson() {
            var counts = new JsonObject();
            results.forEach(counts::put);
            return new JsonObject()
                    .put("results", counts)
                    .put("success", success.orElse(null))
                    .put(
                            "firstFrameMedianMillis",
                            median.map(Duration::toMillis).orElse(null))
                    .put("firstFrameSlowMillis", slow.map(Duration::toMillis).orElse(null));
        }

        void addTo(Map<String, String> columns) {
            columns.put("open-success", share(success));
            columns.put(
                    "first-frame-median-seconds",
                    median.map(AssessmentView::seconds).orElse(""));
            columns.put(
                    "first-frame-slow-seconds",
                    slow.map(AssessmentView::seconds).orElse(""));
            results.forEach((result, count) -> columns.put("opened-" + result, String.valueOf(count)));
        }
    }

    /**
     * Recordings of the channels that were asked for, over the window.
     *
     * @param covered mean share of the period that they have
     * @param whole channels without a gap
     * @param unanswered channels whose lower refused to say, or never said
     */
    public record Recordings(Optional<Double> covered, long channels, long whole, long unanswered) {

        JsonObject toJson() {
            return new JsonObject()
                    .put("covered", covered.orElse(null))
                    .put("channels", channels)
                    .put("whole", whole)
                    .put("unanswered", unanswered);
        }

        void addTo(Map<String, String> columns) {
            columns.put("recorded", share(covered));
            columns.put("recorded-channels", String.valueOf(channels));
            columns.put("recorded-whole", String.valueOf(whole));
            columns.put("recorded-unanswered", String.valueOf(unanswered));
        }
    }

    /**
     * Round of the patrol.
     *
     * @param nodes of the catalog
     * @param seen how many of them it has come to
     * @param failing the first channels without a picture
     */
    public record Round(
            Instant began, int nodes, int seen, int skipped, int pictures, int failures, List<Failing> failing) {

        public Round {
            failing = List.copyOf(failing);
        }

        JsonObject toJson() {
            var channels = new JsonArray();
            failing.forEach(channel -> channels.add(
                    new JsonObject().put("channel", channel.channel()).put("result", channel.result())));
            return new JsonObject()
                    .put("began", began.toString())
                    .put("nodes", nodes)
                    .put("seen", seen)
                    .put("skipped", skipped)
                    .put("pictures", pictures)
                    .put("failures", failures)
                    .put("failing", channels);
        }
    }

    /** Channel, by its lower's id, and what came of it. */
    public record Failing(String channel, String result) {}

    private static String share(Optional<Double> share) {
        return share.map("%.4f"::formatted).orElse("");
    }

    private static String seconds(Duration duration) {
        return "%.1f".formatted(duration.toMillis() / 1e3);
    }

    public JsonObject toJson() {
        var array = new JsonArray();
        lowers.forEach(lower -> array.add(lower.toJson()));
        return new JsonObject()
                .put("at", at.toString())
                .put("windowSeconds", window.toSeconds())
                .put("domains", array);
    }

    /**
     * A line for each lower under a line of names, in UTF-8 with a byte order mark (<a
     * href="https://datatracker.ietf.org/doc/html/rfc4180#section-2">RFC 4180 section 2</a>); empty without lowers. Without the
     * failing channels, whose ids Excel would keep fifteen digits of.
     */
    public String toCsv() {
        Stream<String> names = lowers.stream()
                .limit(1)
                .map(lower -> String.join(",", lower.columns().keySet()));
        Stream<String> lines =
                lowers.stream().map(lower -> String.join(",", lower.columns().values()));
        return Stream.concat(names, lines).collect(Collectors.joining(LINE_END, BYTE_ORDER_MARK, LINE_END));
    }
}
