package cascade.gateway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Variables of a board, resolved and put into its questions as Grafana's Prometheus plugin does: All and several values
 * as an alternation with each value escaped, the interval of rates as four scrapes.
 */
final class GrafanaVariables {

    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
    private static final String OF_REGULAR_EXPRESSIONS = "[$^*{}\\[\\]'+?.()|]";

    private final Map<String, String> values = new LinkedHashMap<>();

    /** Those of that board, with All chosen wherever it may be, and the first value elsewhere. */
    static GrafanaVariables of(Dashboard board, PrometheusProcess prometheus) {
        var variables = new GrafanaVariables();
        // 4 scrapes of a second; what one point of the picture is; what is looked at
        variables.values.put("__rate_interval", "4s");
        variables.values.put("__interval", "1s");
        for (JsonObject variable : board.variables()) {
            if (variable.getString("type").equals("query")) {
                variables.values.put(variable.getString("name"), variables.resolve(variable, prometheus));
            }
        }
        return variables;
    }

    private String resolve(JsonObject variable, PrometheusProcess prometheus) {
        Matcher query = LABEL_VALUES.matcher(variable.getString("query"));
        assertThat(query.matches()).as(variable.getString("query")).isTrue();
        List<String> found = prometheus.labelValues(query.group(2), substituted(query.group(1)));
        assertThat(found).as(variable.encode()).isNotEmpty();
        if (!variable.getBoolean("multi", false)) {
            return found.getFirst();
        }
        return found.size() == 1
                ? escaped(found.getFirst())
                : found.stream().map(GrafanaVariables::escaped).collect(Collectors.joining("|", "(", ")"));
    }

    /** Twice: once for the string of PromQL, once for the regular expression in it. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\\\\\").replaceAll(OF_REGULAR_EXPRESSIONS, "\\\\\\\\$0");
    }

    String substituted(String expression) {
        String text = expression;
        for (Map.Entry<String, String> variable : values.entrySet()) {
            text = text.replace("${" + variable.getKey() + "}", variable.getValue())
                    .replaceAll("\\$" + variable.getKey() + "\\b", Matcher.quoteReplacement(variable.getValue()));
        }
        assertThat(text).as("no variable is left over").doesNotContain("$");
        return text;
    }
}
