package cascade.gateway.assembly;

import cascade.config.GatewayConfig;
import cascade.config.NetworkConfig;
import cascade.config.gateway.SipBinding;
import cascade.config.gateway.SipConfig;
import cascade.config.gateway.UnknownSource;
import cascade.config.value.Transport;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTransport;
import java.util.stream.Collectors;

/** Mapping of the configuration to the settings of the SIP side, which knows no configuration classes. */
public final class SipSettingsMapping {

    private static final double PERCENT = 100;
    /** GB/T 28181-2016 A.2.5: the CmdType of a keepalive. */
    private static final String KEEPALIVE = ">Keepalive<";
    /** GB/T 28181-2016 A.2.5: the CmdType of the notice that a recording has been sent whole. */
    private static final String FILE_END = ">MediaStatus<";

    private SipSettingsMapping() {}

    public static SipSettings settings(GatewayConfig config) {
        SipConfig sip = config.sip();
        return new SipSettings(
                config.userAgent(),
                sip.t1(),
                sip.t2(),
                sip.t4(),
                sip.inviteTimeout(),
                sip.requestTimeout(),
                config.call().ackTimeout(),
                sip.maxMessageBytes(),
                sip.maxLineBytes(),
                sip.maxLines(),
                sip.maxListValues(),
                sip.tcp().connectTimeout(),
                sip.tcp().readTimeout(),
                sip.tcp().idleTimeout(),
                sip.tcp().maxConnections(),
                sip.receiveBufferBytes(),
                sip.maxServerTransactions(),
                sip.maxClientTransactions(),
                sip.unknownSource() == UnknownSource.DROP,
                sip.unknownSourceRate(),
                sip.sourceRate(),
                shares(sip),
                new SipSettings.Overload(sip.overload().maxLag(), sip.overload().maxHeapPercent() / PERCENT));
    }

    private static SipSettings.Shares shares(SipConfig sip) {
        return new SipSettings.Shares(
                sip.shares().peerTransactions(),
                sip.shares().unknownTransactions(),
                sip.shares().peerAnswers(),
                sip.shares().unknownAnswers(),
                sip.shares().unboundRate(),
                sip.tcp().unknownConnections(),
                sip.tcp().connectionsPerSource(),
                KEEPALIVE,
                FILE_END);
    }

    static ListeningPoint listeningPoint(NetworkConfig network) {
        SipBinding sip = network.sip();
        return new ListeningPoint(
                network.name(),
                sip.bind(),
                sip.port(),
                sip.advertise(),
                sip.transports().stream().map(SipSettingsMapping::transport).collect(Collectors.toUnmodifiableSet()));
    }

    private static SipTransport transport(Transport transport) {
        return switch (transport) {
            case UDP -> SipTransport.UDP;
            case TCP -> SipTransport.TCP;
        };
    }
}
