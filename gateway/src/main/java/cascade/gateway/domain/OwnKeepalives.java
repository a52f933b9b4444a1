package cascade.gateway.domain;

import cascade.config.Edition;
import cascade.config.UpperDomainConfig;
import cascade.config.domain.UpperKeepalive;
import cascade.gateway.domain.peer.DomainLink;
import cascade.gateway.domain.peer.PeerText;
import cascade.gateway.domain.register.Heartbeat;
import cascade.gateway.domain.register.UpperRegistration;
import cascade.gateway.domain.status.DomainStatus;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Keepalives of ours to an upper, with the devices that they name as failing (GB/T 28181-2016 9.6): what their
 * answers mean for the registration, and when one is due before its time. Control loop only.
 */
final class OwnKeepalives {

    private final UpperDomain upper;
    private final DomainLink link;
    private final UpperRegistration registration;
    private final DomainStatus status;
    private final FailingDevices failing;
    private final Supplier<Duration> requestTimeout;
    private final Timers timers;
    private Heartbeat heartbeat;
    /** What the last keepalive named as failing. */
    private List<DeviceId> named = List.of();

    /** @param requestTimeout of the SIP side; a keepalive waits no longer, and no longer than its interval */
    OwnKeepalives(
            UpperDomain upper,
            DomainLink link,
            UpperRegistration registration,
            DomainStatus status,
            FailingDevices failing,
            Supplier<Duration> requestTimeout,
            Timers timers) {
        this.upper = upper;
        this.link = link;
        this.registration = registration;
        this.status = status;
        this.failing = failing;
        this.requestTimeout = requestTimeout;
        this.timers = timers;
        this.heartbeat = newHeartbeat();
    }

    private Heartbeat newHeartbeat() {
        UpperKeepalive settings = upper.config().keepalive();
        return new Heartbeat(settings.interval(), settings.maxMissed(), timers, this::send, new BeatListener());
    }

    /** We are registered: one each interval from now on. */
    void start() {
        heartbeat.start();
    }

    void stop() {
        heartbeat.stop();
    }

    /** @param old the configuration before the upper's present one */
    void reconfigure(UpperDomainConfig old) {
        if (!old.keepalive().equals(upper.config().keepalive())) {
            heartbeat.stop();
            heartbeat = newHeartbeat();
            if (upper.isOnline()) {
                heartbeat.start();
            }
        }
    }

    /** A lower named other devices as failing: what is not as it should be is told at once. */
    void onFailingChanged() {
        if (upper.isOnline() && !shownFailing().equals(named)) {
            heartbeat.beatNow();
        }
    }

    private Future<SipResponse> send() {
        UpperDomainConfig config = upper.config();
        named = shownFailing();
        Keepalive keepalive = Keepalive.ok(link.nextSn(), new DeviceId(config.localDeviceId()), named);
        return link.send(link.message(config.deviceId(), link.write(keepalive)), timeout())
                .response();
    }

    /** The fault list came with 2016. */
    private List<DeviceId> shownFailing() {
        UpperDomainConfig config = upper.config();
        return config.edition() == Edition.GB2011
                ? List.of()
                : failing.shownTo(upper, config.keepalive().maxFailing());
    }

    /** No longer than its interval: the next one follows then. */
    private Duration timeout() {
        Duration interval = upper.config().keepalive().interval();
        Duration timeout = requestTimeout.get();
        return timeout.compareTo(interval) < 0 ? timeout : interval;
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
}
