package cascade.config.diff;

import cascade.config.GatewayConfig;
import cascade.config.NetworkConfig;
import cascade.config.UpperDomainConfig;
import cascade.config.domain.UpperMedia;
import cascade.config.gateway.CatalogConfig;
import cascade.config.gateway.MediaConfig;
import cascade.config.gateway.SipConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** Configuration as it was read, but with the values in force for the keys that wait for a restart. */
final class Kept {

    private Kept() {}

    static GatewayConfig over(GatewayConfig next, GatewayConfig running) {
        Map<String, NetworkConfig> networks = new LinkedHashMap<>(next.networks());
        networks.putAll(running.networks());
        Map<String, UpperDomainConfig> uppers = new LinkedHashMap<>();
        next.uppers().forEach((name, upper) -> uppers.put(name, advertised(upper, next, running)));
        return new GatewayConfig(
                next.deviceId(),
                next.userAgent(),
                running.dataDir(),
                next.scanInterval(),
                running.admin().withAccess(next.admin().access()),
                running.log(),
                networks,
                sip(next.sip(), running.sip()),
                next.call(),
                catalog(next.catalog(), running.catalog()),
                next.command(),
                next.event(),
                media(next.media(), running.media()),
                running.store(),
                next.trace(),
                next.hep(),
                next.manners(),
                next.assessment(),
                running.handover(),
                next.limits(),
                uppers,
                next.lowers());
    }

    /** An upper that is told the address of its network goes on being told the one in force. */
    private static UpperDomainConfig advertised(UpperDomainConfig upper, GatewayConfig next, GatewayConfig running) {
        NetworkConfig network = running.networks().get(upper.network());
        String asNetwork = next.network(upper.network()).media().advertise();
        if (network == null || !upper.media().advertise().equals(asNetwork)) {
            return upper;
        }
        UpperMedia media = new UpperMedia(
                upper.media().accept(),
                network.media().advertise(),
                upper.media().networks());
        return new UpperDomainConfig(
                upper.name(),
                upper.network(),
                upper.deviceId(),
                upper.hosts(),
                upper.transport(),
                upper.profile(),
                upper.localDeviceId(),
                upper.sipDomain(),
                upper.edition(),
                upper.charset(),
                upper.note(),
                upper.auth(),
                upper.register(),
                upper.keepalive(),
                upper.catalog(),
                media,
                upper.permissions(),
                upper.share(),
                upper.map(),
                upper.tree(),
                upper.maxViewers());
    }

    private static SipConfig sip(SipConfig next, SipConfig running) {
        return new SipConfig(
                next.t1(),
                next.t2(),
                next.t4(),
                next.inviteTimeout(),
                next.requestTimeout(),
                running.maxMessageBytes(),
                running.maxLineBytes(),
                running.maxLines(),
                running.maxListValues(),
                new SipConfig.Tcp(
                        running.tcp().connectTimeout(),
                        next.tcp().readTimeout(),
                        running.tcp().idleTimeout(),
                        next.tcp().maxConnections(),
                        next.tcp().unknownConnections(),
                        next.tcp().connectionsPerSource()),
                running.receiveBufferBytes(),
                next.maxServerTransactions(),
                next.maxClientTransactions(),
                next.unknownSource(),
                next.unknownSourceRate(),
                next.sourceRate(),
                next.ownRequestsRate(),
                next.nonceLifetime(),
                next.maxAuthFailures(),
                next.maxHostAuthFailures(),
                next.shares(),
                next.overload());
    }

    private static CatalogConfig catalog(CatalogConfig next, CatalogConfig running) {
        return new CatalogConfig(
                next.queryTimeout(),
                next.partTimeout(),
                next.queryAttempts(),
                running.maxItems(),
                running.maxDepth(),
                running.maxBodyBytes(),
                next.maxItemBytes(),
                next.notifyBatch(),
                next.notifyDelay(),
                next.responseTimeout(),
                next.retry(),
                next.retryMax(),
                next.maxAnswers(),
                next.maxSubscriptions(),
                next.maxWaitingChanges(),
                next.partAttempts(),
                next.notifyAttempts(),
                next.resumeGrace(),
                next.flapLimit(),
                next.flapPeriod(),
                next.startHold(),
                next.collectHold(),
                next.offlineGrace(),
                next.restoredQuery(),
                next.storeDelay(),
                next.qualityInterval());
    }

    private static MediaConfig media(MediaConfig next, MediaConfig running) {
        return new MediaConfig(
                running.loops(),
                running.maxSlot(),
                next.noMediaTimeout(),
                next.mediaTimeout(),
                next.sourceGoneAfter(),
                next.sourceReturn(),
                next.unreachableTimeout(),
                next.rtcpTimeout(),
                next.speakerTimeout(),
                next.streamLinger(),
                running.portQuarantine(),
                running.portQuarantineMin(),
                next.hold(),
                next.rtcp(),
                next.sourceCheck(),
                running.sourceMoveAfter(),
                running.receiveBufferBytes(),
                running.eventQueue(),
                running.commandQueue(),
                running.maxDatagramBytes(),
                next.silentAfter(),
                next.keyFrameInterval(),
                running.tcp());
    }
}
