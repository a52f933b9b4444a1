package cascade.monitoring.board;

import java.util.List;
import java.util.Map;

/** Choice at the head of a board, which its questions are narrowed by. */
@SuppressWarnings("ImmutableEnumChecker") // a title is two strings
enum Variable {
    /** Several Prometheus servers may be there. */
    DATASOURCE("datasource", new Title("Data source", "数据源")) {
        @Override
        Map<String, Object> json() {
            return Json.object(
                    "name", name, "label", title.text(), "type", "datasource", "query", "prometheus", "refresh", 1);
        }
    },
    /** One gateway, whose console the board leads to. */
    INSTANCE("instance", new Title("Gateway", "网关")) {
        @Override
        Map<String, Object> json() {
            return labelValues("label_values(cascade_build_info, instance)", false);
        }
    },
    /** Any number of gateways. */
    INSTANCES("instance", new Title("Gateway", "网关")) {
        @Override
        Map<String, Object> json() {
            return labelValues("label_values(cascade_build_info, instance)", true);
        }
    },
    ROLE("role", new Title("Role", "角色")) {
        @Override
        Map<String, Object> json() {
            return labelValues("label_values(cascade_domain_up{instance=~\"$instance\"}, role)", true);
        }
    },
    DOMAIN("domain", new Title("Platform", "平台")) {
        @Override
        Map<String, Object> json() {
            return labelValues(
                    "label_values(cascade_domain_up{instance=~\"$instance\",role=~\"$role\"}, domain)", true);
        }
    };

    static final Map<String, Object> DATASOURCE_REF = Json.object("type", "prometheus", "uid", "${datasource}");

    final String name;
    final Title title;

    Variable(String name, Title title) {
        this.name = name;
        this.title = title;
    }

    abstract Map<String, Object> json();

    /** Asked again when the time shown changes, so that what came or went since is found. */
    Map<String, Object> labelValues(String query, boolean many) {
        Map<String, Object> variable = Json.object(
                "name",
                name,
                "label",
                title.text(),
                "type",
                "query",
                "datasource",
                DATASOURCE_REF,
                "query",
                query,
                "refresh",
                2,
                "sort",
                1);
        if (many) {
            variable.put("multi", true);
            variable.put("includeAll", true);
            variable.put("current", Json.object("selected", true, "text", List.of("All"), "value", List.of("$__all")));
        }
        return variable;
    }
}
