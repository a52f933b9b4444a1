package cascade.gateway.domain;

import cascade.config.UpperDomainConfig;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.auth.DigestClient;
import cascade.gateway.sip.message.SipResponse;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An upper platform (上级平台): we register with it, keep the registration alive, and go to its next host when one fails.
 * GB/T 28181-2016 9.1 and 9.6. Control loop only.
 */
public final class UpperDomain implements Domain {

    private final UpperDomainConfig config;
    private final DomainListener<UpperDomain> listener;
    private final DomainStatus status;
    private final PeerHosts hosts;
    private final PeerFlows flows;
    private final DomainLink link;
    private final UpperRegistration registration;
    private final Heartbeat heartbeat;
    private final Duration keepaliveTimeout;

    /** @param requestTimeout of the SIP side; a keepalive waits no longer, and no longer than its interval */
    UpperDomain(
            UpperDomainConfig config,
            SipSide sip,
            Duration requestTimeout,
            DomainRuntime runtime,
            SourceIndex sources,
            DomainListener<UpperDomain> listener) {
        this.config = config;
        this.listener = listener;
        this.status = new DomainStatus(config, runtime.clock(), runtime.meters());
        this.hosts = new PeerHosts(config, runtime.resolver(), this, sources);
        Duration interval = config.keepalive().interval();
        this.keepaliveTimeout = requestTimeout.compareTo(interval) < 0 ? requestTimeout : interval;
        this.flows = new PeerFlows(this::config, sip, this::peer, hosts::lastCurrent);
        this.link = new DomainLink(config, sip, this::peer, flows, digest(config, sip));
        this.registration =
                new UpperRegistration(config, sip, link, hosts, runtime, status, new RegistrationListener());
        this.heartbeat = new Heartbeat(
                interval, config.keepalive().maxMissed(), runtime.timers(), this::sendKeepalive, new BeatListener());
    }

    private static Optional<DigestClient> digest(UpperDomainConfig config, SipSide sip) {
        return config.auth()
                .password()
                .map(password -> new DigestClient(config.auth().username(), password.value(), sip::newToken));
    }

    /** Begins to register, and does so until {@link #stop}; the future tells when its hosts have been looked up. */
    Future<Void> start() {
        Future<Void> found = hosts.resolveAll();
        registration.start();
        return found;
    }

    /** De-registers; the future succeeds when the upper has answered or {@code patience} is over. */
    Future<Void> stop(Duration patience) {
        return registration.stop(patience);
    }

    /** Whether a request from there may be this upper's: one of its hosts, from whatever port. */
    boolean isAt(SipPeer source) {
        return source.network().equals(config.network()) && hosts.contains(source.host());
    }

    /** A request of this upper came from there. */
    void proved(SipPeer source) {
        flows.note(source);
    }

    private Future<SipResponse> sendKeepalive() {
        Keepalive keepalive = Keepalive.ok(link.nextSn(), new DeviceId(config.localDeviceId()));
        return link.send(link.message(config.deviceId(), link.write(keepalive)), keepaliveTimeout)
                .response();
    }

    private final class RegistrationListener implements UpperRegistration.Listener {

        @Override
        public void onRegistered() {
            status.enter(DomainState.ONLINE);
            heartbeat.start();
            listener.onOnline(UpperDomain.this);
        }

        @Override
        public void onLost(OfflineReason reason) {
            heartbeat.stop();
            status.enter(DomainState.OFFLINE);
            listener.onOffline(UpperDomain.this, reason);
        }
    }

    private final class BeatListener implements Heartbeat.Listener {

        @Override
        public void onBeatAnswered() {
            status.kept();
        }

        @Override
        public void onBeatRefused(SipResponse answer) {
            status.missedKeepalive("keepalive answered " + answer.status() + " " + PeerText.shown(answer.reason()));
            registration.refresh();
        }

        @Override
        public void onBeatUnanswered(Throwable cause) {
            status.missedKeepalive("keepalive unanswered: " + cause.getMessage());
        }

        @Override
        public void onBeatsMissed() {
            registration.onKeepalivesMissed();
        }
    }

    @Override
    public UpperDomainConfig config() {
        return config;
    }

    @Override
    public DomainState state() {
        return status.state();
    }

    @Override
    public Instant since() {
        return status.since();
    }

    @Override
    public Optional<SipPeer> peer() {
        return registration.peer();
    }

    @Override
    public Optional<String> lastError() {
        return status.lastError();
    }

    @Override
    public DomainCounters counters() {
        return status.counters();
    }

    @Override
    public PeerLink link() {
        return link;
    }

    @Override
    public String toString() {
        return "upper " + name();
    }
}
