package cascade.monitoring.board;

import java.util.List;
import java.util.Map;

/** Way of showing values, by the name of Grafana's plugin, with the options that all panels of the kind share. */
enum PanelKind {
    TIME_SERIES("timeseries", "palette-classic") {
        @Override
        Map<String, Object> options(boolean hasThresholds) {
            return Json.object(
                    "legend", legend(true),
                    "tooltip", Json.object("mode", "multi", "sort", "desc"));
        }

        @Override
        Map<String, Object> custom(boolean hasThresholds) {
            return Json.object(
                    "drawStyle",
                    "line",
                    "lineWidth",
                    1,
                    "fillOpacity",
                    10,
                    "showPoints",
                    "auto",
                    "spanNulls",
                    false,
                    "thresholdsStyle",
                    Json.object("mode", hasThresholds ? "dashed" : "off"));
        }
    },
    STAT("stat", "thresholds") {
        @Override
        Map<String, Object> options(boolean hasThresholds) {
            return Json.object(
                    "reduceOptions", Json.object("calcs", List.of("lastNotNull"), "fields", "", "values", false),
                    "orientation", "auto",
                    "textMode", "auto",
                    "colorMode", hasThresholds ? "background" : "none",
                    "graphMode", "area",
                    "justifyMode", "auto",
                    "wideLayout", true,
                    "showPercentChange", false,
                    "percentChangeColorMode", "standard");
        }
    },
    STATE_TIMELINE("state-timeline", "thresholds") {
        @Override
        Map<String, Object> options(boolean hasThresholds) {
            return Json.object(
                    "showValue",
                    "never",
                    "rowHeight",
                    0.8,
                    "mergeValues",
                    true,
                    "perPage",
                    20,
                    "legend",
                    legend(false),
                    "tooltip",
                    Json.object("mode", "single", "sort", "none"));
        }

        @Override
        Map<String, Object> custom(boolean hasThresholds) {
            return Json.object("fillOpacity", 70, "lineWidth", 0);
        }
    },
    TABLE("table", "thresholds") {
        @Override
        Map<String, Object> options(boolean hasThresholds) {
            return Json.object("frameIndex", 0, "showHeader", true, "cellHeight", "sm");
        }

        @Override
        Map<String, Object> custom(boolean hasThresholds) {
            return Json.object(
                    "align", "auto", "inspect", false, "filterable", true, "cellOptions", Json.object("type", "auto"));
        }
    };

    private final String plugin;
    private final String colourMode;

    PanelKind(String plugin, String colourMode) {
        this.plugin = plugin;
        this.colourMode = colourMode;
    }

    String plugin() {
        return plugin;
    }

    String colourMode() {
        return colourMode;
    }

    abstract Map<String, Object> options(boolean hasThresholds);

    Map<String, Object> custom(boolean hasThresholds) {
        return Json.object();
    }

    private static Map<String, Object> legend(boolean withFigures) {
        return Json.object(
                "showLegend",
                true,
                "displayMode",
                withFigures ? "table" : "list",
                "placement",
                "bottom",
                "calcs",
                withFigures ? List.of("lastNotNull", "max") : List.of());
    }
}
