package cascade.monitoring.board;

import cascade.monitoring.MeterName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Panel of a board: one or more questions to Prometheus, shown in one way. Put together once, then written. */
final class Panel {

    private final PanelKind kind;
    private final Title title;
    private final Unit unit;
    private final List<Query> queries = new ArrayList<>();
    private final List<Map<String, Object>> thresholds = new ArrayList<>();
    private final List<Map<String, Object>> links = new ArrayList<>();
    private final List<Map<String, Object>> mappings = new ArrayList<>();
    private final List<Map<String, Object>> transformations = new ArrayList<>();
    private final Map<String, Object> ownOptions = Json.object();
    private String note = "";

    private Panel(PanelKind kind, Title title, Unit unit) {
        this.kind = kind;
        this.title = title;
        this.unit = unit;
    }

    static Panel timeSeries(String english, String chinese, Unit unit) {
        return new Panel(PanelKind.TIME_SERIES, new Title(english, chinese), unit);
    }

    /** The last value, large. */
    static Panel stat(String english, String chinese, Unit unit) {
        return new Panel(PanelKind.STAT, new Title(english, chinese), unit);
    }

    /** Coloured bars over time. */
    static Panel stateTimeline(String english, String chinese) {
        return new Panel(PanelKind.STATE_TIMELINE, new Title(english, chinese), Unit.COUNT);
    }

    /** What is so now, a row each. */
    static Panel table(String english, String chinese) {
        return new Panel(PanelKind.TABLE, new Title(english, chinese), Unit.COUNT);
    }

    /** @param legend of a series, its labels in double braces */
    Panel ask(String expression, String legend) {
        queries.add(new Query(expression, legend, kind == PanelKind.TABLE));
        return this;
    }

    /** Its labels instead of the value, which tells nothing. */
    Panel named() {
        ownOptions.put("textMode", "name");
        return this;
    }

    /** What the values mean, where the meters' own words do not say it. */
    Panel note(String newNote) {
        note = newNote;
        return this;
    }

    /** Green below that value; drawn as a line where values are shown over time. */
    Panel redFrom(double value) {
        return steps(step("green", null), step("red", value));
    }

    Panel redBelow(double value) {
        return steps(step("red", null), step("green", value));
    }

    private Panel steps(Map<String, Object> below, Map<String, Object> from) {
        thresholds.add(below);
        thresholds.add(from);
        return this;
    }

    private static Map<String, Object> step(String colour, @Nullable Object value) {
        Map<String, Object> step = Json.object("color", colour);
        step.put("value", value);
        return step;
    }

    /** 0 and 1 in words, red and green. */
    Panel states(Title bad, Title good) {
        mappings.add(Json.object(
                "type",
                "value",
                "options",
                Json.object(
                        "0", Json.object("text", bad.text(), "color", "red", "index", 0),
                        "1", Json.object("text", good.text(), "color", "green", "index", 1))));
        return redBelow(1);
    }

    /** @param url where a click on a value leads, with Grafana's variables */
    Panel link(Title to, String url) {
        links.add(Json.object("title", to.text(), "url", url));
        return this;
    }

    /** The answers side by side: rows with the same labels become one, with these of their columns renamed or hidden. */
    Panel merged(Map<String, Object> names, Map<String, Object> hidden) {
        transformations.add(Json.object("id", "merge", "options", Json.object()));
        transformations.add(
                Json.object("id", "organize", "options", Json.object("excludeByName", hidden, "renameByName", names)));
        return this;
    }

    /** The note, or what the catalogue of meters says of those that are asked for. */
    private String description() {
        if (!note.isEmpty()) {
            return note;
        }
        return Stream.of(MeterName.values())
                .filter(meter ->
                        queries.stream().anyMatch(query -> query.expression().contains(meter.prometheusName())))
                .map(meter -> meter.help() + " " + meter.rise())
                .collect(Collectors.joining("\n\n"));
    }

    Map<String, Object> json(int id, Map<String, Object> gridPos) {
        Map<String, Object> panel = Json.object(
                "id", id,
                "type", kind.plugin(),
                "title", title.text(),
                "description", description(),
                "gridPos", gridPos,
                "datasource", Variable.DATASOURCE_REF,
                "fieldConfig", Json.object("defaults", fieldDefaults(), "overrides", List.of()),
                "options", options(),
                "targets", targets());
        if (!transformations.isEmpty()) {
            panel.put("transformations", transformations);
        }
        return panel;
    }

    private Map<String, Object> options() {
        Map<String, Object> options = kind.options(!thresholds.isEmpty());
        options.putAll(ownOptions);
        return options;
    }

    private List<Map<String, Object>> targets() {
        return IntStream.range(0, queries.size())
                .mapToObj(i -> queries.get(i).json(Character.toString('A' + i), kind == PanelKind.TABLE))
                .toList();
    }

    private Map<String, Object> fieldDefaults() {
        List<Map<String, Object>> steps = thresholds.isEmpty() ? List.of(step("text", null)) : thresholds;
        Map<String, Object> defaults = Json.object(
                "unit", unit.grafanaName(),
                "color", Json.object("mode", kind.colourMode()),
                "thresholds", Json.object("mode", "absolute", "steps", steps),
                "custom", kind.custom(!thresholds.isEmpty()));
        if (unit == Unit.RATIO) {
            defaults.put("min", 0);
        }
        if (!mappings.isEmpty()) {
            defaults.put("mappings", mappings);
        }
        if (!links.isEmpty()) {
            defaults.put("links", links);
        }
        return defaults;
    }
}
