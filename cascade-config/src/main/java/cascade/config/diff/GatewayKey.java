package cascade.config.diff;

import static cascade.config.diff.GatewayKey.Taken.AT_RESTART;
import static cascade.config.diff.GatewayKey.Taken.LIVE;

import cascade.config.GatewayConfig;
import cascade.config.gateway.AssessmentConfig;
import cascade.config.gateway.CallConfig;
import cascade.config.gateway.CatalogConfig;
import cascade.config.gateway.CommandConfig;
import cascade.config.gateway.EventConfig;
import cascade.config.gateway.Limits;
import cascade.config.gateway.MediaConfig;
import cascade.config.gateway.SipConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Gateway key, apart from those of its networks, and when a running gateway takes a new value over.
 *
 * @param path as an operator writes it: {@code gateway.media.loops}
 */
record GatewayKey(String path, Taken taken, Function<GatewayConfig, Object> value) {

    /** When a new value takes effect. */
    enum Taken {
        /** With the reload: read anew whenever it is used, so what runs with the old one ends with it. */
        LIVE,
        /** Sizes and sockets that are made once, when the gateway starts. */
        AT_RESTART
    }

    static final List<GatewayKey> ALL = all();

    /** The keys taken over at that time in which two configurations differ. */
    static SortedSet<String> between(GatewayConfig running, GatewayConfig next, Taken taken) {
        SortedSet<String> paths = new TreeSet<>();
        for (GatewayKey key : ALL) {
            if (key.taken == taken && !Objects.equals(key.value.apply(running), key.value.apply(next))) {
                paths.add(key.path);
            }
        }
        return paths;
    }

    private static List<GatewayKey> all() {
        Rows<GatewayConfig> gateway = new Rows<>("gateway.", config -> config);
        gateway.add("device-id", LIVE, GatewayConfig::deviceId);
        gateway.add("user-agent", LIVE, GatewayConfig::userAgent);
        gateway.add("data-dir", AT_RESTART, GatewayConfig::dataDir);
        gateway.add("scan-interval", LIVE, GatewayConfig::scanInterval);
        gateway.add("admin.bind", AT_RESTART, config -> config.admin().bind());
        gateway.add("admin.port", AT_RESTART, config -> config.admin().port());
        gateway.add("admin.hosts", AT_RESTART, config -> config.admin().hosts());
        gateway.add("admin.header-timeout", AT_RESTART, config -> config.admin().headerTimeout());
        gateway.add("admin.idle-timeout", AT_RESTART, config -> config.admin().idleTimeout());
        gateway.add("admin.answer-timeout", AT_RESTART, config -> config.admin().answerTimeout());
        gateway.add(
                "admin.max-connections", AT_RESTART, config -> config.admin().maxConnections());
        gateway.add("admin.max-body", AT_RESTART, config -> config.admin().maxBodyBytes());
        gateway.add("admin.live", AT_RESTART, config -> config.admin().live());
        gateway.add("admin.max-audit", AT_RESTART, config -> config.admin().maxAudit());
        gateway.add("admin.tls", AT_RESTART, config -> config.admin().tls());
        gateway.add("admin.open", LIVE, config -> config.admin().access().open());
        gateway.add("admin.accounts", LIVE, config -> config.admin().access().accounts());
        gateway.add("admin.token", LIVE, config -> config.admin().access().token());
        gateway.add("admin.token-role", LIVE, config -> config.admin().access().tokenRole());
        gateway.add("admin.unguarded", LIVE, config -> config.admin().access().unguarded());
        gateway.add("admin.sign-in", LIVE, config -> config.admin().access().signIn());
        gateway.add("log.buffer", AT_RESTART, config -> config.log().bufferBytes());
        gateway.add("log.format", AT_RESTART, config -> config.log().format());
        sip(gateway.below("sip.", GatewayConfig::sip));
        call(gateway.below("call.", GatewayConfig::call));
        catalog(gateway.below("catalog.", GatewayConfig::catalog));
        command(gateway.below("command.", GatewayConfig::command));
        event(gateway.below("event.", GatewayConfig::event));
        media(gateway.below("media.", GatewayConfig::media));
        gateway.add("store.kind", AT_RESTART, config -> config.store().kind());
        gateway.add("store.sync-interval", AT_RESTART, config -> config.store().syncInterval());
        gateway.add("store.write-timeout", AT_RESTART, config -> config.store().writeTimeout());
        gateway.add("store.retry", AT_RESTART, config -> config.store().retry());
        gateway.add("store.compact-after", AT_RESTART, config -> config.store().compactAfterBytes());
        gateway.add("store.backlog", AT_RESTART, config -> config.store().backlogBytes());
        gateway.add(
                "store.refresh-at-start", AT_RESTART, config -> config.store().refreshAtStart());
        gateway.add("store.leave-at-stop", AT_RESTART, config -> config.store().leaveAtStop());
        gateway.add("trace.memory", LIVE, config -> config.trace().memoryBytes());
        gateway.add("trace.per-call", LIVE, config -> config.trace().perCall());
        gateway.add("trace.per-peer", LIVE, config -> config.trace().perPeer());
        gateway.add("hep.address", LIVE, config -> config.hep().address());
        gateway.add("hep.transport", LIVE, config -> config.hep().transport());
        gateway.add("hep.capture-id", LIVE, config -> config.hep().captureId());
        gateway.add("hep.node", LIVE, config -> config.hep().node());
        gateway.add("hep.password", LIVE, config -> config.hep().password());
        gateway.add("hep.queue", LIVE, config -> config.hep().queue());
        gateway.add("hep.gather", LIVE, config -> config.hep().gather());
        gateway.add("hep.timeout", LIVE, config -> config.hep().timeout());
        gateway.add("hep.retry", LIVE, config -> config.hep().retry());
        gateway.add("hep.rtcp-rate", LIVE, config -> config.hep().rtcpRate());
        gateway.add("handover.sockets", AT_RESTART, config -> config.handover().sockets());
        gateway.add(
                "handover.backlog-speed",
                AT_RESTART,
                config -> config.handover().backlogSpeed());
        gateway.add(
                "handover.ask-timeout", AT_RESTART, config -> config.handover().askTimeout());
        gateway.add(
                "handover.status-interval",
                AT_RESTART,
                config -> config.handover().statusInterval());
        gateway.add("manners.per-peer", LIVE, config -> config.manners().perPeer());
        gateway.add("manners.in-all", LIVE, config -> config.manners().inAll());
        gateway.add("manners.media-interval", LIVE, config -> config.manners().mediaInterval());
        assessment(gateway.below("assessment.", GatewayConfig::assessment));
        limits(gateway.below("limits.", GatewayConfig::limits));
        return List.copyOf(gateway.keys);
    }

    private static void sip(Rows<SipConfig> sip) {
        sip.add("t1", LIVE, SipConfig::t1);
        sip.add("t2", LIVE, SipConfig::t2);
        sip.add("t4", LIVE, SipConfig::t4);
        sip.add("invite-timeout", LIVE, SipConfig::inviteTimeout);
        sip.add("request-timeout", LIVE, SipConfig::requestTimeout);
        sip.add("max-message", AT_RESTART, SipConfig::maxMessageBytes);
        sip.add("max-line", AT_RESTART, SipConfig::maxLineBytes);
        sip.add("max-lines", AT_RESTART, SipConfig::maxLines);
        sip.add("max-list-values", AT_RESTART, SipConfig::maxListValues);
        sip.add("receive-buffer", AT_RESTART, SipConfig::receiveBufferBytes);
        sip.add("max-server-transactions", LIVE, SipConfig::maxServerTransactions);
        sip.add("max-client-transactions", LIVE, SipConfig::maxClientTransactions);
        sip.add("unknown-source", LIVE, SipConfig::unknownSource);
        sip.add("unknown-source-rate", LIVE, SipConfig::unknownSourceRate);
        sip.add("source-rate", LIVE, SipConfig::sourceRate);
        sip.add("own-requests-rate", LIVE, SipConfig::ownRequestsRate);
        sip.add("nonce-lifetime", LIVE, SipConfig::nonceLifetime);
        sip.add("max-auth-failures", LIVE, SipConfig::maxAuthFailures);
        sip.add("max-host-auth-failures", LIVE, SipConfig::maxHostAuthFailures);
        Rows<SipConfig.Tcp> tcp = sip.below("tcp.", SipConfig::tcp);
        tcp.add("connect-timeout", AT_RESTART, SipConfig.Tcp::connectTimeout);
        tcp.add("read-timeout", LIVE, SipConfig.Tcp::readTimeout);
        tcp.add("idle-timeout", AT_RESTART, SipConfig.Tcp::idleTimeout);
        tcp.add("max-connections", LIVE, SipConfig.Tcp::maxConnections);
        tcp.add("unknown-connections", LIVE, SipConfig.Tcp::unknownConnections);
        tcp.add("connections-per-source", LIVE, SipConfig.Tcp::connectionsPerSource);
        Rows<SipConfig.Shares> shares = sip.below("shares.", SipConfig::shares);
        shares.add("peer-transactions", LIVE, SipConfig.Shares::peerTransactions);
        shares.add("unknown-transactions", LIVE, SipConfig.Shares::unknownTransactions);
        shares.add("peer-answers", LIVE, SipConfig.Shares::peerAnswers);
        shares.add("unknown-answers", LIVE, SipConfig.Shares::unknownAnswers);
        shares.add("unbound-rate", LIVE, SipConfig.Shares::unboundRate);
        Rows<SipConfig.Overload> overload = sip.below("overload.", SipConfig::overload);
        overload.add("max-lag", LIVE, SipConfig.Overload::maxLag);
        overload.add("max-heap-percent", LIVE, SipConfig.Overload::maxHeapPercent);
    }

    private static void call(Rows<CallConfig> call) {
        call.add("lower-answer-timeout", LIVE, CallConfig::lowerAnswerTimeout);
        call.add("ack-timeout", LIVE, CallConfig::ackTimeout);
        call.add("control-timeout", LIVE, CallConfig::controlTimeout);
        call.add("file-end-timeout", LIVE, CallConfig::fileEndTimeout);
        call.add("broadcast-timeout", LIVE, CallConfig::broadcastTimeout);
        call.add("offline-retry-after", LIVE, CallConfig::offlineRetryAfter);
        call.add("drain-retry-after", LIVE, CallConfig::drainRetryAfter);
        call.add("stop-timeout", LIVE, CallConfig::stopTimeout);
        call.add("reaper-interval", LIVE, CallConfig::reaperInterval);
        call.add("recent-calls", LIVE, CallConfig::recentCalls);
    }

    private static void event(Rows<EventConfig> event) {
        event.add("expires", LIVE, EventConfig::expires);
        event.add("grace", LIVE, EventConfig::grace);
        event.add("max-subscriptions", LIVE, EventConfig::maxSubscriptions);
        event.add("max-waiting", LIVE, EventConfig::maxWaiting);
        event.add("notify-attempts", LIVE, EventConfig::notifyAttempts);
        event.add("retry", LIVE, EventConfig::retry);
        event.add("retry-max", LIVE, EventConfig::retryMax);
        event.add("unsolicited-alarms", LIVE, EventConfig::unsolicitedAlarms);
    }

    private static void command(Rows<CommandConfig> command) {
        command.add("response-timeout", LIVE, CommandConfig::responseTimeout);
        command.add("record-timeout", LIVE, CommandConfig::recordTimeout);
        command.add("record-pieces", LIVE, CommandConfig::recordPieces);
        command.add("record-grace", LIVE, CommandConfig::recordGrace);
        command.add("max-records", LIVE, CommandConfig::maxRecords);
        command.add("max-pending", LIVE, CommandConfig::maxPending);
        command.add("recent", LIVE, CommandConfig::recent);
        command.add("audit", LIVE, CommandConfig::audit);
    }

    private static void catalog(Rows<CatalogConfig> catalog) {
        catalog.add("query-timeout", LIVE, CatalogConfig::queryTimeout);
        catalog.add("part-timeout", LIVE, CatalogConfig::partTimeout);
        catalog.add("query-attempts", LIVE, CatalogConfig::queryAttempts);
        catalog.add("max-items", AT_RESTART, CatalogConfig::maxItems);
        catalog.add("max-depth", AT_RESTART, CatalogConfig::maxDepth);
        catalog.add("max-body", AT_RESTART, CatalogConfig::maxBodyBytes);
        catalog.add("max-item", LIVE, CatalogConfig::maxItemBytes);
        catalog.add("notify-batch", LIVE, CatalogConfig::notifyBatch);
        catalog.add("notify-delay", LIVE, CatalogConfig::notifyDelay);
        catalog.add("response-timeout", LIVE, CatalogConfig::responseTimeout);
        catalog.add("retry", LIVE, CatalogConfig::retry);
        catalog.add("retry-max", LIVE, CatalogConfig::retryMax);
        catalog.add("max-answers", LIVE, CatalogConfig::maxAnswers);
        catalog.add("max-subscriptions", LIVE, CatalogConfig::maxSubscriptions);
        catalog.add("max-waiting-changes", LIVE, CatalogConfig::maxWaitingChanges);
        catalog.add("part-attempts", LIVE, CatalogConfig::partAttempts);
        catalog.add("notify-attempts", LIVE, CatalogConfig::notifyAttempts);
        catalog.add("resume-grace", LIVE, CatalogConfig::resumeGrace);
        catalog.add("flap-limit", LIVE, CatalogConfig::flapLimit);
        catalog.add("flap-period", LIVE, CatalogConfig::flapPeriod);
        catalog.add("start-hold", LIVE, CatalogConfig::startHold);
        catalog.add("collect-hold", LIVE, CatalogConfig::collectHold);
        catalog.add("offline-grace", LIVE, CatalogConfig::offlineGrace);
        catalog.add("restored-query", LIVE, CatalogConfig::restoredQuery);
        catalog.add("store-delay", LIVE, CatalogConfig::storeDelay);
        catalog.add("quality-interval", LIVE, CatalogConfig::qualityInterval);
    }

    private static void media(Rows<MediaConfig> media) {
        media.add("loops", AT_RESTART, MediaConfig::loops);
        media.add("max-slot", AT_RESTART, MediaConfig::maxSlot);
        media.add("no-media-timeout", LIVE, MediaConfig::noMediaTimeout);
        media.add("media-timeout", LIVE, MediaConfig::mediaTimeout);
        media.add("source-gone-after", LIVE, MediaConfig::sourceGoneAfter);
        media.add("source-return", LIVE, MediaConfig::sourceReturn);
        media.add("unreachable-timeout", LIVE, MediaConfig::unreachableTimeout);
        media.add("rtcp-timeout", LIVE, MediaConfig::rtcpTimeout);
        media.add("speaker-timeout", LIVE, MediaConfig::speakerTimeout);
        media.add("stream-linger", LIVE, MediaConfig::streamLinger);
        media.add("port-quarantine", AT_RESTART, MediaConfig::portQuarantine);
        media.add("port-quarantine-min", AT_RESTART, MediaConfig::portQuarantineMin);
        media.add("hold", LIVE, MediaConfig::hold);
        media.add("rtcp", LIVE, MediaConfig::rtcp);
        media.add("source-check", LIVE, MediaConfig::sourceCheck);
        media.add("source-move-after", AT_RESTART, MediaConfig::sourceMoveAfter);
        media.add("receive-buffer", AT_RESTART, MediaConfig::receiveBufferBytes);
        media.add("event-queue", AT_RESTART, MediaConfig::eventQueue);
        media.add("command-queue", AT_RESTART, MediaConfig::commandQueue);
        media.add("max-datagram", AT_RESTART, MediaConfig::maxDatagramBytes);
        media.add("silent-after", LIVE, MediaConfig::silentAfter);
        media.add("key-frame-interval", LIVE, MediaConfig::keyFrameInterval);
        Rows<MediaConfig.Tcp> tcp = media.below("tcp.", MediaConfig::tcp);
        tcp.add("connect-timeout", AT_RESTART, MediaConfig.Tcp::connectTimeout);
        tcp.add("connect-attempts", AT_RESTART, MediaConfig.Tcp::connectAttempts);
        tcp.add("connect-interval", AT_RESTART, MediaConfig.Tcp::connectInterval);
        tcp.add("accept-timeout", AT_RESTART, MediaConfig.Tcp::acceptTimeout);
        tcp.add("stall-timeout", AT_RESTART, MediaConfig.Tcp::stallTimeout);
        tcp.add("queue", AT_RESTART, MediaConfig.Tcp::queueBytes);
        tcp.add("total-queue", AT_RESTART, MediaConfig.Tcp::totalQueueBytes);
    }

    private static void assessment(Rows<AssessmentConfig> assessment) {
        assessment.add("window", LIVE, AssessmentConfig::window);
        assessment.add("sample-interval", LIVE, AssessmentConfig::sampleInterval);
        assessment.add("picture-timeout", LIVE, AssessmentConfig::pictureTimeout);
        Rows<AssessmentConfig.Patrol> patrol = assessment.below("patrol.", AssessmentConfig::patrol);
        patrol.add("rate", LIVE, AssessmentConfig.Patrol::rate);
        patrol.add("concurrent", LIVE, AssessmentConfig.Patrol::concurrent);
        patrol.add("round", LIVE, AssessmentConfig.Patrol::round);
        patrol.add("keep-free", LIVE, AssessmentConfig.Patrol::keepFree);
        Rows<AssessmentConfig.Recordings> recordings = assessment.below("recordings.", AssessmentConfig::recordings);
        recordings.add("rate", LIVE, AssessmentConfig.Recordings::rate);
        recordings.add("period", LIVE, AssessmentConfig.Recordings::period);
        recordings.add("delay", LIVE, AssessmentConfig.Recordings::delay);
        recordings.add("gap", LIVE, AssessmentConfig.Recordings::gap);
    }

    private static void limits(Rows<Limits> limits) {
        limits.add("max-streams", LIVE, Limits::maxStreams);
        limits.add("max-viewers", LIVE, Limits::maxViewers);
        limits.add("max-bandwidth", LIVE, Limits::maxBandwidthBps);
    }

    /** The keys of one section. */
    private record Rows<S>(String prefix, Function<GatewayConfig, S> section, List<GatewayKey> keys) {

        Rows(String prefix, Function<GatewayConfig, S> section) {
            this(prefix, section, new ArrayList<>());
        }

        <T> Rows<T> below(String name, Function<S, T> part) {
            return new Rows<>(prefix + name, section.andThen(part), keys);
        }

        void add(String key, Taken taken, Function<S, Object> value) {
            keys.add(new GatewayKey(prefix + key, taken, section.andThen(value)));
        }
    }
}
