package cascade.gateway.simulator.lower;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.auth.DigestAnswer;
import cascade.gateway.sip.auth.DigestClient;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registration and keepalive of a simulated lower platform (GB/T 28181-2016 9.1 and 9.6).
 *
 * <pre>
 *   REGISTER --200--> registered --2/3 of expiry--> REGISTER (same Call-ID)
 *      ^ |401: once more with credentials     | Keepalives unanswered or refused
 *      `-+---- retry time <---- failed <------'
 * </pre>
 */
final class LowerRegistration {

    private static final Logger log = LoggerFactory.getLogger(LowerRegistration.class);
    private static final Duration LEAST_REFRESH = Duration.ofSeconds(1);

    private final Timer registering;
    private final Timer keepalive;
    private final PlatformSignalling signalling;
    private final LowerOptions options;
    private final SipPeer peer;
    private final Optional<DigestClient> digest;
    private final Promise<Void> registeredOnce = Promise.promise();
    private final String callId;
    private final NameAddr self;
    private long cseq;
    private boolean registered;
    private boolean stopped;
    private int missed;
    private volatile Optional<String> lastFailure = Optional.empty();
    private long registrations;
    private long keepalives;

    LowerRegistration(Vertx vertx, PlatformSignalling signalling, LowerOptions options) {
        this.registering = new Timer(Timers.of(vertx));
        this.keepalive = new Timer(Timers.of(vertx));
        this.signalling = signalling;
        this.options = options;
        this.peer = signalling.peer(options.upper(), options.transport());
        this.digest = options.credentials()
                .map(known -> new DigestClient(known.username(), known.password(), signalling::newToken));
        this.callId = signalling.newToken();
        this.self = NameAddr.tagged(signalling.localUri(), signalling.newToken());
    }

    void start() {
        register();
    }

    /** Succeeds with the first 200. */
    Future<Void> registeredOnce() {
        return registeredOnce.future();
    }

    boolean isRegistered() {
        return registered;
    }

    long registrations() {
        return registrations;
    }

    /** Keepalives that were answered 200. */
    long keepalives() {
        return keepalives;
    }

    SipPeer upper() {
        return peer;
    }

    /** Says Expires: 0 where registered; ends even if nobody answers. */
    Future<Void> stop() {
        stopped = true;
        registering.stop();
        keepalive.stop();
        if (!registered) {
            return Future.succeededFuture();
        }
        registered = false;
        return exchange(request(Duration.ZERO)).otherwiseEmpty().mapEmpty();
    }

    private void register() {
        exchange(request(options.register().expires()))
                .onSuccess(this::onAnswer)
                .onFailure(this::onFailure);
    }

    private SipRequest request(Duration expires) {
        cseq++;
        SipRequest.Builder register = SipRequest.builder("REGISTER", signalling.remoteUri(upperId(), peer))
                .from(self)
                .to(NameAddr.of(signalling.localUri()))
                .callId(callId)
                .cseq(cseq)
                .contact(signalling.contact())
                .header("Expires", Long.toString(expires.toSeconds()));
        if (options.manner().is2022()) {
            register.header("X-GB-Ver", "3.0");
        }
        return register.build();
    }

    /** Sends, and answers one challenge. */
    private Future<SipResponse> exchange(SipRequest request) {
        return send(request).compose(response -> {
            boolean isChallenge = response.status() == 401 || response.status() == 407;
            if (!isChallenge || digest.isEmpty()) {
                return Future.succeededFuture(response);
            }
            return switch (digest.get().answer(request, response)) {
                case DigestAnswer.Retry retry -> {
                    cseq = retry.request().cseq().number();
                    yield send(retry.request());
                }
                case DigestAnswer.GiveUp giveUp -> {
                    log.atWarn().addKeyValue("cause", giveUp.reason()).log("challenge not answered");
                    yield Future.succeededFuture(response);
                }
            };
        });
    }

    private Future<SipResponse> send(SipRequest request) {
        return stopped
                ? signalling.send(request, peer, PlatformSignalling.FAREWELL).response()
                : signalling.send(request, peer).response();
    }

    /** Why it is not registered, empty where it is; from any thread. */
    Optional<String> lastFailure() {
        return lastFailure;
    }

    private void onAnswer(SipResponse response) {
        if (stopped) {
            return;
        }
        if (!response.isSuccess()) {
            log.atWarn()
                    .addKeyValue("address", peer)
                    .addKeyValue("status", response.status())
                    .log("registration refused");
            boolean password = response.status() == 401 || response.status() == 403;
            lastFailure = Optional.of(
                    "the upper answered " + response.status() + (password ? ": look at --password and the ids" : ""));
            retry();
            return;
        }
        registrations++;
        missed = 0;
        lastFailure = Optional.empty();
        if (!registered) {
            registered = true;
            log.atInfo().addKeyValue("address", peer).log("simulated lower registered");
            scheduleKeepalive();
        }
        registeredOnce.tryComplete();
        int granted =
                response.expires().orElse((int) options.register().expires().toSeconds());
        Duration twoThirds = Duration.ofSeconds(granted).multipliedBy(2).dividedBy(3);
        schedule(twoThirds.compareTo(LEAST_REFRESH) < 0 ? LEAST_REFRESH : twoThirds);
    }

    private void onFailure(Throwable failure) {
        if (!stopped) {
            log.atWarn()
                    .addKeyValue("address", peer)
                    .addKeyValue("cause", failure.getMessage())
                    .log("registration failed");
            lastFailure = Optional.of(String.valueOf(failure.getMessage()));
            retry();
        }
    }

    private void retry() {
        registered = false;
        keepalive.stop();
        schedule(options.register().retry());
    }

    private void schedule(Duration delay) {
        registering.start(delay, this::register);
    }

    private void scheduleKeepalive() {
        keepalive.start(options.register().keepalive(), this::sendKeepalive);
    }

    private void sendKeepalive() {
        scheduleKeepalive();
        ManscdpMessage alive =
                ManscdpMessage.Keepalive.ok(signalling.nextSn(), options.local().deviceId());
        signalling
                .sendMessage(alive, upperId(), peer)
                .onSuccess(this::onKeepaliveAnswer)
                .onFailure(silence -> onMissedKeepalive());
    }

    private void onKeepaliveAnswer(SipResponse response) {
        if (response.isSuccess()) {
            keepalives++;
            missed = 0;
        } else if (registered) {
            // it does not know us any more
            retry();
        }
    }

    private void onMissedKeepalive() {
        missed++;
        if (registered && missed >= options.register().maxMissed()) {
            log.atWarn().addKeyValue("address", peer).log("keepalives unanswered");
            retry();
        }
    }

    private DeviceId upperId() {
        return options.upper().deviceId();
    }
}
