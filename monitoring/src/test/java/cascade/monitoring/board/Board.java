package cascade.monitoring.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Dashboard of Grafana: rows of panels under variables, with links to the other boards and to the console. */
final class Board {

    /** Grafana's own version of its format, from which it migrates older ones. */
    private static final int SCHEMA_VERSION = 41;

    private static final int GRID_WIDTH = 24;
    private static final String TAG = "cascade";

    private final BoardName name;
    private final List<Variable> variables;
    private final List<Map<String, Object>> panels = new ArrayList<>();
    private int nextId = 1;
    private int nextY = 0;

    Board(BoardName name, Variable... variables) {
        this.name = name;
        this.variables = List.of(variables);
    }

    BoardName name() {
        return name;
    }

    /** A heading, under which panels follow. */
    Board heading(String english, String chinese) {
        panels.add(Json.object(
                "id",
                nextId++,
                "type",
                "row",
                "title",
                new Title(english, chinese).text(),
                "gridPos",
                gridPos(0, GRID_WIDTH, 1),
                "collapsed",
                false,
                "panels",
                List.of()));
        nextY += 1;
        return this;
    }

    /** Panels side by side, equally wide. */
    Board row(int height, Panel... row) {
        int width = GRID_WIDTH / row.length;
        for (int i = 0; i < row.length; i++) {
            panels.add(row[i].json(nextId++, gridPos(i * width, width, height)));
        }
        nextY += height;
        return this;
    }

    private Map<String, Object> gridPos(int x, int width, int height) {
        return Json.object("x", x, "y", nextY, "w", width, "h", height);
    }

    String json() {
        return Json.text(Json.object(
                "uid", name.uid(),
                "title", name.title().text(),
                "description", name.purpose(),
                "tags", List.of(TAG),
                "schemaVersion", SCHEMA_VERSION,
                "editable", false,
                "graphTooltip", 1,
                "refresh", "30s",
                "time", Json.object("from", "now-3h", "to", "now"),
                "timezone", "browser",
                "links", links(),
                "templating",
                        Json.object(
                                "list", variables.stream().map(Variable::json).toList()),
                "panels", panels));
    }

    private List<Map<String, Object>> links() {
        var links = new ArrayList<Map<String, Object>>();
        links.add(link("dashboards", new Title("Boards", "看板"), "", List.of(TAG)));
        if (variables.contains(Variable.INSTANCE)) {
            links.add(link("link", BoardName.CONSOLE, BoardName.consoleOf("${instance}"), List.of()));
        }
        return links;
    }

    private static Map<String, Object> link(String type, Title title, String url, List<String> tags) {
        return Json.object(
                "type",
                type,
                "title",
                title.text(),
                "tooltip",
                "",
                "icon",
                "external link",
                "url",
                url,
                "tags",
                tags,
                "asDropdown",
                true,
                "includeVars",
                type.equals("dashboards"),
                "keepTime",
                type.equals("dashboards"),
                "targetBlank",
                type.equals("link"));
    }
}
