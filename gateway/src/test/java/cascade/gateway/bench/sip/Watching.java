package cascade.gateway.bench.sip;

/**
 * Degrees to which the gateway's calls are watched, as an operator sets them, in the order of a round: it begins and ends with the load that
 * nothing watches, so that a steady drift falls to both sides of a ratio.
 */
enum Watching {
    NOTHING("nothing: no ring, no HEP, no scrapes", "gateway.trace.memory = 0\n", false),
    DEFAULTS("ring and scrapes, the defaults", "", true),
    ALL("ring, scrapes and HEP over TCP", collector() + "gateway.hep.transport = tcp\n", true),
    ALL_BY_DATAGRAMS("ring, scrapes and HEP over UDP", collector(), true),
    NOTHING_AGAIN("nothing, once more", NOTHING.settings, false);

    final String words;
    /** Added to the configuration. */
    final String settings;

    final boolean scraped;

    private static String collector() {
        return "gateway.hep.address = \"%s:%d\"\n"
                .formatted(Loopback.COLLECTOR.getHostString(), Loopback.COLLECTOR.getPort());
    }

    Watching(String words, String settings, boolean scraped) {
        this.words = words;
        this.settings = settings;
        this.scraped = scraped;
    }
}
