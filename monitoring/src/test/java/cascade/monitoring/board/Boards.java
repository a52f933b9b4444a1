package cascade.monitoring.board;

import java.util.List;

/** All boards of the gateway. */
final class Boards {

    /** Labels that narrow a question to the gateways chosen. */
    static final String GATEWAY = "{instance=~\"$instance\"}";
    /** Those, and the platforms chosen. */
    static final String DOMAIN = "{instance=~\"$instance\",domain=~\"$domain\"}";

    static final List<Board> ALL = List.of(
            OverviewBoard.board(),
            DomainBoard.board(),
            MediaBoard.board(),
            SignallingBoard.board(),
            CatalogBoard.board(),
            GatewayBoard.board());

    private Boards() {}

    /** Labels of the gateways chosen, and more. */
    static String gateway(String more) {
        return GATEWAY.replace("}", "," + more + "}");
    }

    /** Labels of the platforms chosen, and more. */
    static String domain(String more) {
        return DOMAIN.replace("}", "," + more + "}");
    }

    /** How fast a counter rises, over the time between two points of the picture. */
    static String rate(String counter, String labels) {
        return "rate(" + counter + labels + "[$__rate_interval])";
    }

    /** The same, added up by those labels. */
    static String rateBy(String by, String counter, String labels) {
        return "sum by (" + by + ") (" + rate(counter, labels) + ")";
    }

    /** How often a minute something rare happens. */
    static String perMinute(String by, String counter, String labels) {
        return "60 * " + rateBy(by, counter, labels);
    }

    /** That share of the values of a histogram lies below it, by those labels. */
    static String quantile(double share, String by, String histogram, String labels) {
        return "histogram_quantile(" + share + ", " + rateBy(by + ", le", histogram + "_bucket", labels) + ")";
    }
}
