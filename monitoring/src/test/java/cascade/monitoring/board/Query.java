package cascade.monitoring.board;

import java.util.Map;

/**
 * One question of a panel to Prometheus.
 *
 * @param legend of a series, with its labels in braces
 * @param instant as it is now, instead of over the time shown
 */
record Query(String expression, String legend, boolean instant) {

    Map<String, Object> json(String refId, boolean asTable) {
        return Json.object(
                "refId", refId,
                "datasource", Variable.DATASOURCE_REF,
                "expr", expression,
                "legendFormat", legend,
                "instant", instant,
                "range", !instant,
                "format", asTable ? "table" : "time_series");
    }
}
