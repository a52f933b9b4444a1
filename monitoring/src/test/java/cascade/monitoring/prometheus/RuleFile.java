package cascade.monitoring.prometheus;

import cascade.monitoring.MonitoringFiles;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rules of one file, each as the lines that it is written in: promtool reads YAML, this only has to find things. */
record RuleFile(List<Rule> rules) {

    private static final Pattern START = Pattern.compile("(?m)^ {6}- (?:alert|record): (\\S+)\\n");

    static final RuleFile ALERTS = of("alerts.yml");
    static final RuleFile RECORDING = of("recording.yml");

    /** @param name of the alert or of the series that it records */
    record Rule(String name, String text) {

        private static final Pattern EXPRESSION = Pattern.compile("expr: (?:\\|\\n((?: {10}.*\\n)+)|(.*)\\n)");

        String expression() {
            return EXPRESSION
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .findFirst()
                    .orElseThrow();
        }

        /** Value of that key, without quotes; empty where it lacks. */
        String value(String key) {
            return Pattern.compile("\\b" + key + ": (?:\"([^\"\\n]*)\"|([^ }\\n]+))")
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .findFirst()
                    .orElse("");
        }
    }

    private static RuleFile of(String name) {
        String text = MonitoringFiles.read("prometheus/rules/" + name);
        List<MatchResult> starts = START.matcher(text).results().toList();
        Stream<Rule> rules = IntStream.range(0, starts.size()).mapToObj(i -> {
            int end = i + 1 < starts.size() ? starts.get(i + 1).start() : text.length();
            return new Rule(starts.get(i).group(1), text.substring(starts.get(i).start(), end));
        });
        return new RuleFile(rules.toList());
    }

    static List<Rule> all() {
        return Stream.concat(ALERTS.rules.stream(), RECORDING.rules.stream()).toList();
    }

    List<String> names() {
        return rules.stream().map(Rule::name).toList();
    }

    /** Names that an expression asks for, of meters and of recorded series. */
    static List<String> seriesOf(String expression) {
        return Pattern.compile("[a-z_:0-9]*cascade_[a-z_:0-9]+")
                .matcher(expression)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }
}
