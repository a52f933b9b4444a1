package cascade.monitoring.board;

import java.util.Map;

/**
 * Question of a panel to Prometheus. Where it asks for the buckets of a histogram, exemplars are asked for, too: ids of
 * calls that are counted in them.
 *
 * @param legend of a series, with its labels in braces
 * @param instant as it is now, instead of over the time shown
 */
record Query(String expression, String legend, boolean instant) {

    Map<String, Object> json(String refId, boolean asTable) {
        return Json.object(
                "refId",
                refId,
                "datasource",
                Variable.DATASOURCE_REF,
                "expr",
                expression,
                "legendFormat",
                legend,
                "instant",
                instant,
                "range",
                !instant,
                "exemplar",
                !instant && expression.contains("_bucket{"),
                "format",
                asTable ? "table" : "time_series");
    }
}
