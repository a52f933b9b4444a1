package cascade.config.draft;

import cascade.config.gateway.SipConfig;
import cascade.config.gateway.UnknownSource;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import java.time.Duration;
import java.util.function.Supplier;

/** Reader of {@code gateway.sip}. */
final class SipReader {

    private SipReader() {}

    static Supplier<SipConfig> read(Section section) {
        Field<Duration> t1 = section.read("t1", Kinds.TIMER);
        Field<Duration> t2 = section.read("t2", Kinds.TIMER);
        Field<Duration> t4 = section.read("t4", Kinds.TIMER);
        Field<Duration> inviteTimeout = section.read("invite-timeout", Kinds.TIMER);
        Field<Duration> requestTimeout = section.read("request-timeout", Kinds.TIMER);
        Field<Integer> maxMessage = section.read("max-message", Kinds.size(1300));
        Field<Integer> maxLine = section.read("max-line", Kinds.size(256));
        Field<Integer> maxLines = section.read("max-lines", Kinds.count(16));
        Field<Integer> maxListValues = section.read("max-list-values", Kinds.count(1));
        Supplier<SipConfig.Tcp> tcp = tcp(section.section("tcp"));
        Field<Integer> receiveBuffer = section.read("receive-buffer", Kinds.size(8192));
        Field<Integer> maxServerTransactions = section.read("max-server-transactions", Kinds.count(1));
        Field<Integer> maxClientTransactions = section.read("max-client-transactions", Kinds.count(1));
        Field<UnknownSource> unknownSource =
                section.read("unknown-source", Kinds.choice("a way to treat unknown sources", UnknownSource.class));
        Field<Integer> unknownSourceRate = section.read("unknown-source-rate", Kinds.count(1));
        Field<Integer> sourceRate = section.read("source-rate", Kinds.count(1));
        Field<Integer> ownRequestsRate =
                section.read("own-requests-rate", Kinds.integer("a usable rate", 1, SipConfig.MAX_OWN_REQUESTS_RATE));
        Field<Duration> nonceLifetime = section.read("nonce-lifetime", Kinds.SECONDS);
        Field<Integer> maxAuthFailures = section.read("max-auth-failures", Kinds.count(1));
        Field<Integer> maxHostAuthFailures = section.read("max-host-auth-failures", Kinds.count(1));
        Supplier<SipConfig.Shares> shares = shares(section.section("shares"));
        Supplier<SipConfig.Overload> overload = overload(section.section("overload"));
        section.ordered(t1, t2);
        section.ordered(maxLine, maxMessage);
        section.ordered(maxAuthFailures, maxHostAuthFailures);
        section.finish();
        return () -> new SipConfig(
                t1.get(),
                t2.get(),
                t4.get(),
                inviteTimeout.get(),
                requestTimeout.get(),
                maxMessage.get(),
                maxLine.get(),
                maxLines.get(),
                maxListValues.get(),
                tcp.get(),
                receiveBuffer.get(),
                maxServerTransactions.get(),
                maxClientTransactions.get(),
                unknownSource.get(),
                unknownSourceRate.get(),
                sourceRate.get(),
                ownRequestsRate.get(),
                nonceLifetime.get(),
                maxAuthFailures.get(),
                maxHostAuthFailures.get(),
                shares.get(),
                overload.get());
    }

    private static Supplier<SipConfig.Tcp> tcp(Section section) {
        Field<Duration> connectTimeout = section.read("connect-timeout", Kinds.TIMER);
        Field<Duration> readTimeout = section.read("read-timeout", Kinds.TIMER);
        Field<Duration> idleTimeout = section.read("idle-timeout", Kinds.TIMER);
        Field<Integer> maxConnections = section.read("max-connections", Kinds.count(1));
        Field<Integer> unknownConnections = section.read("unknown-connections", Kinds.count(1));
        Field<Integer> connectionsPerSource = section.read("connections-per-source", Kinds.count(1));
        section.finish();
        return () -> new SipConfig.Tcp(
                connectTimeout.get(),
                readTimeout.get(),
                idleTimeout.get(),
                maxConnections.get(),
                unknownConnections.get(),
                connectionsPerSource.get());
    }

    private static Supplier<SipConfig.Shares> shares(Section section) {
        Field<Integer> peerTransactions = section.read("peer-transactions", Kinds.count(1));
        Field<Integer> unknownTransactions = section.read("unknown-transactions", Kinds.count(1));
        Field<Integer> peerAnswers = section.read("peer-answers", Kinds.count(1));
        Field<Integer> unknownAnswers = section.read("unknown-answers", Kinds.count(1));
        Field<Integer> unboundRate = section.read("unbound-rate", Kinds.count(1));
        section.finish();
        return () -> new SipConfig.Shares(
                peerTransactions.get(),
                unknownTransactions.get(),
                peerAnswers.get(),
                unknownAnswers.get(),
                unboundRate.get());
    }

    private static Supplier<SipConfig.Overload> overload(Section section) {
        Field<Duration> maxLag = section.read("max-lag", Kinds.TIMER);
        Field<Integer> maxHeap = section.read("max-heap-percent", Kinds.count(1));
        section.finish();
        return () -> new SipConfig.Overload(maxLag.get(), Math.min(100, maxHeap.get()));
    }
}
