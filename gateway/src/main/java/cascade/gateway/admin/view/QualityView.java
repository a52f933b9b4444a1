package cascade.gateway.admin.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Quality report of the lowers' catalogs.
 *
 * @param at when the catalogs were judged
 * @param rules the labels of all rules
 * @param lowers each with a finding for every rule, in the same order
 */
public record QualityView(Instant at, List<String> rules, List<Lower> lowers) {

    /** Ids that a finding names at most. */
    public static final int MAX_EXAMPLES = 100;

    /** For Excel, which takes a file without it for GBK. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String LINE_END = "\r\n";
    private static final List<String> COLUMNS = List.of(
            "domain",
            "nodes",
            "devices",
            "online",
            "online-share",
            "faulty",
            "declared",
            "received",
            "last-full",
            "age-seconds");

    public QualityView {
        rules = List.copyOf(rules);
        lowers = List.copyOf(lowers);
    }

    /**
     * What breaks a rule.
     *
     * @param count nodes that do
     * @param examples original ids of the first of them
     */
    public record Finding(String rule, int count, List<String> examples) {

        public Finding {
            examples = List.copyOf(examples);
        }

        JsonObject toJson(int most) {
            return new JsonObject()
                    .put("rule", rule)
                    .put("count", count)
                    .put("examples", new JsonArray(examples.stream().limit(most).toList()));
        }
    }

    /**
     * A lower and its catalog.
     *
     * @param nodes devices, areas, systems, groups
     * @param online devices that can be used
     * @param onlineShare of all devices, 0 to 1; empty without devices
     * @param faulty nodes that break at least one rule
     * @param declared items that its last answer announced as SumNum
     * @param received items of that answer that came
     * @param lastFull when it last gave its catalog completely
     * @param age time since then
     */
    public record Lower(
            String domain,
            int nodes,
            int devices,
            int online,
            Optional<Double> onlineShare,
            int faulty,
            int declared,
            int received,
            Optional<Instant> lastFull,
            Optional<Duration> age,
            List<Finding> findings) {

        public Lower {
            findings = List.copyOf(findings);
        }

        JsonObject toJson(int examples) {
            var array = new JsonArray();
            findings.forEach(finding -> array.add(finding.toJson(examples)));
            return new JsonObject()
                    .put("domain", domain)
                    .put("nodes", nodes)
                    .put("devices", devices)
                    .put("online", online)
                    .put("onlineShare", onlineShare.orElse(null))
                    .put("faulty", faulty)
                    .put("declared", declared)
                    .put("received", received)
                    .put("lastFull", lastFull.map(Instant::toString).orElse(null))
                    .put("ageSeconds", age.map(Duration::toSeconds).orElse(null))
                    .put("findings", array);
        }

        private String toCsv() {
            return Stream.concat(
                            Stream.of(
                                    domain,
                                    nodes,
                                    devices,
                                    online,
                                    onlineShare.map("%.4f"::formatted).orElse(""),
                                    faulty,
                                    declared,
                                    received,
                                    lastFull.map(Instant::toString).orElse(""),
                                    age.map(Duration::toSeconds)
                                            .map(String::valueOf)
                                            .orElse("")),
                            findings.stream().map(Finding::count))
                    .map(String::valueOf)
                    .collect(Collectors.joining(","));
        }
    }

    /** @param examples ids that each finding names at most */
    public JsonObject toJson(int examples) {
        var array = new JsonArray();
        lowers.forEach(lower -> array.add(lower.toJson(examples)));
        return new JsonObject().put("at", at.toString()).put("domains", array);
    }

    /**
     * A line for each lower under a line of names, in UTF-8 with a byte order mark (<a
     * href="https://datatracker.ietf.org/doc/html/rfc4180#section-2">RFC 4180 section 2</a>). Without the ids, of which Excel
     * would keep fifteen digits.
     */
    public String toCsv() {
        String names =
                String.join(",", Stream.concat(COLUMNS.stream(), rules.stream()).toList());
        return Stream.concat(Stream.of(names), lowers.stream().map(Lower::toCsv))
                .collect(Collectors.joining(LINE_END, BYTE_ORDER_MARK, LINE_END));
    }
}
