package cascade.monitoring.board;

/** Unit of a panel's values, by the name that Grafana knows it by. */
enum Unit {
    COUNT("short"),
    SECONDS("s"),
    DURATION("dtdurations"),
    /** 0 to 1. */
    RATIO("percentunit"),
    BITS_PER_SECOND("bps"),
    PACKETS_PER_SECOND("pps"),
    PER_SECOND("cps"),
    PER_MINUTE("cpm"),
    BYTES("bytes");

    private final String grafanaName;

    Unit(String grafanaName) {
        this.grafanaName = grafanaName;
    }

    String grafanaName() {
        return grafanaName;
    }
}
