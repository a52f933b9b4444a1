package cascade.gateway.simulator.upper;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpException;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.simulator.PlatformLoop;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.rtp.RtpLoop;
import cascade.gateway.simulator.upper.function.FunctionAnswer;
import cascade.gateway.simulator.upper.function.FunctionRequest;
import cascade.gateway.simulator.upper.function.FunctionTally;
import cascade.gateway.simulator.upper.function.ReceivedReport;
import cascade.gateway.simulator.upper.function.UpperFunctions;
import cascade.gateway.simulator.upper.playback.RecordingOrder;
import cascade.gateway.simulator.upper.voice.UpperVoices;
import cascade.gateway.simulator.voice.HeardVoice;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Simulated upper platform (模拟上级平台) that lower platforms register to. From any thread; results come on the platform's
 * event loop.
 *
 * <pre>{@code
 * var upper = new SimulatedUpper(vertx, UpperOptions.builder(local).build());
 * upper.start().compose(started -> upper.catalogComplete()).compose(items -> upper.play(channel))...
 * }</pre>
 */
public final class SimulatedUpper {

    private static final Logger log = LoggerFactory.getLogger(SimulatedUpper.class);

    private final Vertx vertx;
    private final UpperOptions options;
    private final PlatformLoop loop;
    private final Promise<LowerBinding> registered = Promise.promise();
    private final Promise<List<CatalogItem>> catalogComplete = Promise.promise();
    private volatile @Nullable Parts parts;
    private long keepalives;

    /** What exists between start and stop. */
    private record Parts(
            PlatformSignalling signalling,
            UpperRegistrar registrar,
            UpperCatalog catalog,
            UpperFunctions functions,
            UpperCalls calls,
            UpperVoices voices,
            RtpLoop mediaLoop) {}

    public SimulatedUpper(Vertx vertx, UpperOptions options) {
        this.vertx = vertx;
        this.options = options;
        this.loop = new PlatformLoop(vertx);
    }

    /** Listens; fails where the address is taken. */
    public Future<Void> start() {
        return loop.start(this::open, this::close);
    }

    private Future<Void> open() {
        var signalling = new PlatformSignalling(
                vertx, options.sip(), options.filter(), options.local(), options.sipDomain(), options.manner());
        var mediaLoop = RtpLoop.start("media-" + options.local().deviceId());
        var catalog = new UpperCatalog(vertx, signalling, options);
        var functions = new UpperFunctions(
                vertx, signalling, options.answerTimeout(), options.subscribeExpires(), options.answersAlarms());
        parts = new Parts(
                signalling,
                new UpperRegistrar(vertx, signalling, options, new Lowers()),
                catalog,
                functions,
                new UpperCalls(vertx, loop, signalling, options, mediaLoop),
                new UpperVoices(
                        loop,
                        signalling,
                        mediaLoop,
                        ours -> ReceivingEnd.link(mediaLoop, options.local().inetAddress(), OfferedMedia.of(ours))),
                mediaLoop);
        return signalling.listen(this::onRequest).onFailure(taken -> {
            signalling.close();
            mediaLoop.close();
        });
    }

    private Future<Void> close() {
        Parts open = parts();
        return open.calls
                .stop()
                .eventually(() -> open.voices.stop())
                .eventually(() -> open.catalog.unsubscribe())
                .eventually(() -> open.functions.unsubscribe())
                .eventually(() -> open.signalling.close())
                .onComplete(closed -> open.mediaLoop.close());
    }

    /** Says BYE to all calls, ends its subscriptions and stops listening. Idempotent. */
    public Future<Void> stop() {
        return loop.stop();
    }

    /** Succeeds with the first lower that registers. */
    public Future<LowerBinding> registered() {
        return registered.future();
    }

    /** Succeeds with the first catalog that was received whole. */
    public Future<List<CatalogItem>> catalogComplete() {
        return catalogComplete.future();
    }

    /** The lowers registered a moment ago. */
    public List<LowerBinding> lowers() {
        return parts().registrar.registered();
    }

    /** The registration that was refused since the last good one, and why. */
    public Optional<String> lastRefusal() {
        return parts().registrar.lastRefusal();
    }

    /** The catalog of all lowers, with what NOTIFYs have told since. */
    public List<CatalogItem> channels() {
        return parts().catalog.items();
    }

    /** The calls playing a moment ago. */
    public List<PlayedStream> streams() {
        return parts().calls.playing();
    }

    /** Asks a registered lower for its whole catalog by MESSAGE. */
    public Future<List<CatalogItem>> queryCatalog(DeviceId lower) {
        return loop.call(() -> bound(lower).compose(binding -> parts().catalog.query(binding)));
    }

    /** Subscribes to a registered lower's catalog. */
    public Future<Void> subscribe(DeviceId lower) {
        return loop.call(() -> bound(lower).compose(binding -> parts().catalog.subscribe(binding)));
    }

    /** Plays a channel: {@link #invite} and its answer. */
    public Future<PlayedStream> play(DeviceId channel) {
        return invite(channel).compose(PlayAttempt::answered);
    }

    /** The same with media of its own. */
    public Future<PlayedStream> play(DeviceId channel, OfferedMedia media) {
        return invite(channel, media).compose(PlayAttempt::answered);
    }

    /** Invites a channel, listed or not; the attempt can be cancelled. */
    public Future<PlayAttempt> invite(DeviceId channel) {
        return invite(channel, options.media());
    }

    /** The same with media of its own. */
    public Future<PlayAttempt> invite(DeviceId channel, OfferedMedia media) {
        return loop.call(() -> lowerOf(channel).compose(lower -> parts().calls.invite(channel, lower, media)));
    }

    /** Plays or downloads a recording, into a file where {@link UpperOptions#recordings} says so. */
    public Future<PlayedRecording> play(RecordingOrder order) {
        return play(order, options.media());
    }

    /** The same with media of its own. */
    public Future<PlayedRecording> play(RecordingOrder order, OfferedMedia media) {
        return loop.call(
                () -> lowerOf(order.channel()).compose(lower -> parts().calls.inviteRecording(order, lower, media)));
    }

    /** Talks to a device with a tone, and hears it; done when it has answered. */
    public Future<HeardVoice> talk(DeviceId device) {
        return loop.call(() -> lowerOf(device)
                .compose(lower -> parts().voices
                        .talk(device, lower.peer(), options.media().transport())));
    }

    /** Broadcasts a tone to a device; done when its lower has called for it. */
    public Future<HeardVoice> broadcast(DeviceId target) {
        return loop.call(() -> lowerOf(target).compose(lower -> parts().voices.broadcast(target, lower.peer())));
    }

    /** What it says and hears at this moment. */
    public List<HeardVoice> voices() {
        return parts().voices.running();
    }

    /** The platform that listed the device, else the first; the device may be a platform itself. */
    private Future<LowerBinding> lowerOf(DeviceId device) {
        return parts().catalog
                .ownerOf(device)
                .or(() -> Optional.of(device))
                .flatMap(parts().registrar::find)
                .or(() -> lowers().stream().findFirst())
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(
                        new PlayException(PlayException.NO_STATUS, "no lower platform is registered")));
    }

    /**
     * Asks for a function of a device by MESSAGE; fails with {@link
     * cascade.gateway.simulator.upper.function.FunctionException}.
     */
    public Future<FunctionAnswer> ask(DeviceId device, FunctionRequest request) {
        return loop.call(() ->
                lowerOf(device).compose(lower -> parts().functions.ask(request, device, lower.peer())));
    }

    /** Subscribes to alarms or positions of a device, or of a whole platform. */
    public Future<Void> subscribe(DeviceId device, FunctionRequest request) {
        return loop.call(() -> lowerOf(device)
                .compose(lower -> parts().functions.subscribe(request, device, lower.deviceId(), lower.peer())));
    }

    /** The newest alarms, positions and results that came, in the order of their arrival. */
    public List<ReceivedReport> reports() {
        return parts().functions.reports();
    }

    /** What was asked for and told beside catalog and media. */
    public Future<FunctionTally> functionTally() {
        return loop.call(() -> Future.succeededFuture(parts().functions.tally()));
    }

    public Future<UpperReport> report() {
        return loop.call(() -> {
            Parts now = parts();
            return Future.succeededFuture(new UpperReport(
                    now.registrar.registered().size(),
                    now.registrar.registrations(),
                    keepalives,
                    now.catalog.items().size(),
                    now.catalog.subscriptions(),
                    now.catalog.notifies(),
                    now.calls.playing().size(),
                    now.calls.surplusAnswers()));
        });
    }

    private Future<LowerBinding> bound(DeviceId lower) {
        return parts().registrar
                .find(lower)
                .map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(new IllegalStateException("lower " + lower + " not registered")));
    }

    private Parts parts() {
        Parts started = parts;
        if (started == null) {
            throw new IllegalStateException("simulated upper " + options.local().deviceId() + " not started");
        }
        return started;
    }

    private final class Lowers implements UpperRegistrar.Listener {
        @Override
        public void onRegistered(LowerBinding lower) {
            registered.tryComplete(lower);
            if (options.subscribeOnRegister()) {
                parts().catalog.subscribe(lower).onFailure(failure -> warn(lower, failure));
            }
            if (options.queryOnRegister()) {
                parts().catalog
                        .query(lower)
                        .onSuccess(catalogComplete::tryComplete)
                        .onFailure(failure -> warn(lower, failure));
            }
        }

        @Override
        public void onGone(LowerBinding lower) {
            parts().catalog.forget(lower);
            parts().functions.forget(lower.deviceId());
        }

        private void warn(LowerBinding lower, Throwable failure) {
            log.atWarn()
                    .addKeyValue("gbId", lower.deviceId())
                    .addKeyValue("cause", failure.getMessage())
                    .log("catalog of a lower not obtained");
        }
    }

    private void onRequest(ServerTransaction transaction) {
        switch (transaction.request().method()) {
            case "REGISTER" -> parts().registrar.onRegister(transaction);
            case "MESSAGE", "NOTIFY" -> onCommand(transaction);
            case "INVITE" -> parts().voices.onInvite(transaction);
            case "BYE" -> {
                if (!parts().voices.onBye(transaction)) {
                    parts().calls.onBye(transaction);
                }
            }
            default -> PlatformSignalling.respondToOthers(transaction);
        }
    }

    private void onCommand(ServerTransaction transaction) {
        try {
            ManscdpMessage message = parts().signalling.read(transaction.request());
            if (transaction.request().is("NOTIFY")) {
                onNotify(transaction, message);
            } else {
                onMessage(transaction, message);
            }
        } catch (ManscdpException unreadable) {
            log.atWarn()
                    .addKeyValue("address", transaction.source())
                    .addKeyValue("cause", unreadable.getMessage())
                    .log("message not understood");
            PlatformSignalling.respond(transaction, 400);
        }
    }

    private void onNotify(ServerTransaction transaction, ManscdpMessage message) {
        switch (message) {
            case ManscdpMessage.CatalogNotify notify -> parts().catalog.onNotify(transaction, notify.items());
            case ManscdpMessage.CatalogResponse full -> parts().catalog.onNotify(transaction, full.items());
            default -> parts().functions.onNotify(transaction, message);
        }
    }

    private void onMessage(ServerTransaction transaction, ManscdpMessage message) {
        switch (message) {
            case ManscdpMessage.Keepalive alive -> onKeepalive(transaction, alive);
            case ManscdpMessage.CatalogResponse part -> {
                PlatformSignalling.respond(transaction, 200);
                parts().catalog.onResponse(part);
            }
            case ManscdpMessage.MediaStatus fileEnd -> parts().calls.onMediaStatus(transaction);
            default -> {
                if (!parts().voices.onMessage(transaction, message)) {
                    parts().functions.onMessage(transaction, message);
                }
            }
        }
    }

    /** A 200 to a platform that is not registered would leave it half dead. */
    private void onKeepalive(ServerTransaction transaction, ManscdpMessage.Keepalive alive) {
        boolean isKnown = parts().registrar.find(alive.deviceId()).isPresent();
        if (isKnown) {
            keepalives++;
        }
        PlatformSignalling.respond(transaction, isKnown ? 200 : 403);
    }
}
