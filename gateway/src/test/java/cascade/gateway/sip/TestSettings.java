package cascade.gateway.sip;

import java.time.Duration;

/** The default settings with what a test changes; no test but that of the budget is to meet the budget. */
final class TestSettings {

    private static final int NO_LIMIT = 1_000_000;

    private Duration t1 = Duration.ofMillis(20);
    private Duration timeout = Duration.ofMillis(1600);
    private Duration ackTimeout = Duration.ofMillis(1600);
    private Duration tcpReadTimeout = Duration.ofSeconds(10);
    private int tcpMaxConnections = 1000;
    private int maxMessageBytes = 256 * 1024;
    private int maxServerTransactions = 20_000;
    private int maxClientTransactions = 20_000;
    private boolean dropUnknownSources;
    private int unknownSourceRate = NO_LIMIT;
    private int sourceRate = NO_LIMIT;

    private SipSettings.Shares shares = SipSettings.Shares.DEFAULTS;
    private SipSettings.Overload overload = new SipSettings.Overload(Duration.ofSeconds(30), 1);

    static TestSettings fast() {
        return new TestSettings();
    }

    TestSettings t1(Duration value) {
        t1 = value;
        return this;
    }

    /** Timers B and F. */
    TestSettings timeout(Duration value) {
        timeout = value;
        return this;
    }

    TestSettings ackTimeout(Duration value) {
        ackTimeout = value;
        return this;
    }

    TestSettings tcpReadTimeout(Duration value) {
        tcpReadTimeout = value;
        return this;
    }

    TestSettings tcpMaxConnections(int value) {
        tcpMaxConnections = value;
        return this;
    }

    TestSettings maxMessageBytes(int value) {
        maxMessageBytes = value;
        return this;
    }

    TestSettings maxServerTransactions(int value) {
        maxServerTransactions = value;
        return this;
    }

    TestSettings maxClientTransactions(int value) {
        maxClientTransactions = value;
        return this;
    }

    TestSettings dropUnknownSources() {
        dropUnknownSources = true;
        return this;
    }

    TestSettings rates(int unknown, int known) {
        unknownSourceRate = unknown;
        sourceRate = known;
        return this;
    }

    TestSettings shares(SipSettings.Shares value) {
        shares = value;
        return this;
    }

    TestSettings overload(SipSettings.Overload value) {
        overload = value;
        return this;
    }

    SipSettings build() {
        SipSettings defaults = SipSettings.defaults("test");
        return new SipSettings(
                defaults.userAgent(),
                t1,
                t1.multipliedBy(4),
                t1.multipliedBy(5),
                timeout,
                timeout,
                ackTimeout,
                maxMessageBytes,
                defaults.maxLineBytes(),
                defaults.maxLines(),
                defaults.maxListValues(),
                defaults.tcpConnectTimeout(),
                tcpReadTimeout,
                defaults.tcpIdleTimeout(),
                tcpMaxConnections,
                defaults.receiveBufferBytes(),
                maxServerTransactions,
                maxClientTransactions,
                dropUnknownSources,
                unknownSourceRate,
                sourceRate,
                shares,
                overload);
    }
}
