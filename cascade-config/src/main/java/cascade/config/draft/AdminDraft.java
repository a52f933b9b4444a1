package cascade.config.draft;

import cascade.config.gateway.AdminAccess;
import cascade.config.gateway.AdminConfig;
import cascade.config.gateway.AdminTls;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Draft of the section {@code gateway.admin}, as it was read; its address is compared with those of the networks. */
public record AdminDraft(Field<String> bind, Field<Integer> port, Supplier<AdminConfig> config) {

    static AdminDraft read(Section section) {
        Field<String> bind = section.read("bind", Kinds.ADDRESS);
        Field<Integer> port = section.read("port", Kinds.PORT);
        List<Field<String>> hosts = section.readList("hosts", Kinds.HTTP_HOST);
        Field<Duration> headerTimeout = section.read("header-timeout", Kinds.SECONDS);
        Field<Duration> idleTimeout = section.read("idle-timeout", Kinds.SECONDS);
        Field<Duration> answerTimeout = section.read("answer-timeout", Kinds.TIMER);
        Field<Integer> maxConnections = section.read("max-connections", Kinds.count(1));
        Field<Integer> maxBody = section.read("max-body", Kinds.size(1 << 10));
        Supplier<AdminConfig.Live> live = live(section.section("live"));
        Field<Integer> maxAudit = section.read("max-audit", Kinds.count(1));
        Supplier<Optional<AdminTls>> tls = TlsReader.read(section.section("tls"));
        Supplier<AdminAccess> access = AccessReader.read(section, bind);
        section.finish();
        return new AdminDraft(
                bind,
                port,
                () -> new AdminConfig(
                        bind.get(),
                        port.get(),
                        Field.values(hosts),
                        headerTimeout.get(),
                        idleTimeout.get(),
                        answerTimeout.get(),
                        maxConnections.get(),
                        maxBody.get(),
                        live.get(),
                        maxAudit.get(),
                        tls.get(),
                        access.get()));
    }

    private static Supplier<AdminConfig.Live> live(Section section) {
        Field<Duration> interval = section.read("interval", Kinds.TIMER);
        Field<Integer> maxClients = section.read("max-clients", Kinds.count(0));
        Field<Duration> patience = section.read("patience", Kinds.TIMER);
        Field<Integer> maxRows = section.read("max-rows", Kinds.count(1));
        section.finish();
        return () -> new AdminConfig.Live(interval.get(), maxClients.get(), patience.get(), maxRows.get());
    }
}
