package cascade.gateway.simulator.lower;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpException;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.simulator.PlatformLoop;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.lower.function.CameraView;
import cascade.gateway.simulator.lower.function.FunctionCounts;
import cascade.gateway.simulator.lower.function.LowerFunctions;
import cascade.gateway.simulator.lower.voice.LowerVoices;
import cascade.gateway.simulator.rtp.RtpLoop;
import cascade.gateway.simulator.rtp.TcpFaults;
import cascade.gateway.simulator.video.VideoClip;
import cascade.gateway.simulator.video.VideoLibrary;
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
 * Simulated lower platform (模拟下级平台) with cameras that send real video. From any thread; results come on the platform's
 * event loop.
 *
 * <pre>{@code
 * var lower = new SimulatedLower(vertx, LowerOptions.builder(local, upper).cameras(4).build());
 * lower.start().compose(started -> lower.registered())...
 * }</pre>
 */
public final class SimulatedLower {

    private static final Logger log = LoggerFactory.getLogger(SimulatedLower.class);

    private final Vertx vertx;
    private final LowerOptions options;
    private final PlatformLoop loop;
    private final Promise<Void> registered = Promise.promise();
    private volatile @Nullable Parts parts;

    /** What exists between start and stop. */
    private record Parts(
            VideoClip clip,
            PlatformSignalling signalling,
            LowerRegistration registration,
            LowerCatalog catalog,
            LowerFunctions functions,
            LowerMedia media,
            LowerCalls calls,
            LowerVoices voices) {}

    public SimulatedLower(Vertx vertx, LowerOptions options) {
        this.vertx = vertx;
        this.options = options;
        this.loop = new PlatformLoop(vertx);
    }

    /**
     * Makes the video where it is not there yet, listens, and begins to register; done when it listens. Fails with {@link
     * cascade.gateway.simulator.video.VideoException}, or because the address is taken.
     */
    public Future<Void> start() {
        return new VideoLibrary(vertx, options.videoDirectory())
                .clip(options.video())
                .compose(clip -> loop.start(() -> open(clip), this::close));
    }

    private Future<Void> open(VideoClip clip) {
        var signalling = new PlatformSignalling(
                vertx, options.sip(), options.filter(), options.local(), options.sipDomain(), options.manner());
        var registration = new LowerRegistration(vertx, signalling, options);
        var catalog = new LowerCatalog(vertx, signalling, options);
        var functions = new LowerFunctions(
                vertx,
                signalling,
                options.functions(),
                catalog,
                options.upper().deviceId(),
                signalling.peer(options.upper(), options.transport()));
        var media = new LowerMedia(
                vertx,
                RtpLoop.start("media-" + options.local().deviceId()),
                clip,
                options.local().inetAddress(),
                options.tcpFraming(),
                options.recordings());
        var calls = new LowerCalls(vertx, loop, signalling, options, catalog, media);
        var voices = new LowerVoices(
                loop,
                signalling,
                id -> catalog.find(id).isPresent(),
                media.loop(),
                theirs -> media.openLink(theirs, TcpFaults.NONE));
        parts = new Parts(clip, signalling, registration, catalog, functions, media, calls, voices);
        registration.registeredOnce().onSuccess(registered::tryComplete).onSuccess(once -> functions.start());
        return signalling
                .listen(this::onRequest)
                .onSuccess(listening -> registration.start())
                .onFailure(taken -> {
                    signalling.close();
                    media.close();
                });
    }

    private Future<Void> close() {
        Parts open = parts();
        open.catalog.stop();
        open.functions.stop();
        return open.calls
                .stop()
                .eventually(() -> open.voices.stop())
                .eventually(() -> open.registration.stop())
                .eventually(() -> open.signalling.close())
                .onComplete(closed -> open.media.close());
    }

    /** Succeeds once the upper has taken the registration. */
    public Future<Void> registered() {
        return registered.future();
    }

    /** Says BYE to all calls, de-registers and stops listening. Idempotent. */
    public Future<Void> stop() {
        return loop.stop();
    }

    /** Why it is not registered; empty where it is, or does not know yet. */
    public Optional<String> lastFailure() {
        return parts().registration.lastFailure();
    }

    /** The calls running a moment ago. */
    public List<SentStream> streams() {
        return parts().calls.running();
    }

    /** What is said to its devices, and by them, at this moment. */
    public List<HeardVoice> voices() {
        return parts().voices.running();
    }

    /** What the cameras show: the same for all. Known once started. */
    public VideoClip clip() {
        return parts().clip;
    }

    /** Changes the catalog and tells the subscribers of it. */
    public Future<Void> changeCatalog(CatalogItem item, CatalogEvent event) {
        return loop.call(() -> {
            parts().catalog.change(item, event);
            return Future.succeededFuture();
        });
    }

    /** Reports an alarm of a device: by NOTIFY to who subscribed, else by MESSAGE; fails where that is not taken. */
    public Future<Void> alarm(DeviceId device) {
        return loop.call(() -> parts().functions.alarm(device));
    }

    /** What commands have done to a camera; empty where the catalog has none of this id. */
    public Future<Optional<CameraView>> camera(DeviceId id) {
        return loop.call(() -> Future.succeededFuture(parts().functions.camera(id)));
    }

    /** What was asked of it beside catalog and media. */
    public Future<FunctionCounts> functionCounts() {
        return loop.call(() -> Future.succeededFuture(parts().functions.counts()));
    }

    public Future<LowerReport> report() {
        return loop.call(() -> {
            Parts now = parts();
            return Future.succeededFuture(new LowerReport(
                    now.registration.isRegistered(),
                    now.registration.registrations(),
                    now.registration.keepalives(),
                    now.catalog.size(),
                    now.catalog.queries(),
                    now.catalog.subscriptions(),
                    now.calls.invites(),
                    now.calls.cancels(),
                    now.calls.byes(),
                    now.calls.noAcks(),
                    now.calls.running().size()));
        });
    }

    private Parts parts() {
        Parts started = parts;
        if (started == null) {
            throw new IllegalStateException("simulated lower " + options.local().deviceId() + " not started");
        }
        return started;
    }

    private void onRequest(ServerTransaction transaction) {
        switch (transaction.request().method()) {
            case "INVITE" -> onInvite(transaction);
            case "BYE" -> {
                if (!parts().voices.onBye(transaction)) {
                    parts().calls.onBye(transaction);
                }
            }
            case "INFO" -> parts().calls.onInfo(transaction);
            case "MESSAGE", "SUBSCRIBE" -> onCommand(transaction);
            default -> PlatformSignalling.respondToOthers(transaction);
        }
    }

    private void onInvite(ServerTransaction transaction) {
        Optional<DeviceId> device = DeviceId.tryParse(
                        transaction.request().uri().user())
                .filter(id -> parts().catalog.find(id).isPresent());
        if (device.isEmpty() || !parts().voices.onInvite(transaction, device.get())) {
            parts().calls.onInvite(transaction);
        }
    }

    private void onCommand(ServerTransaction transaction) {
        try {
            ManscdpMessage message = parts().signalling.read(transaction.request());
            if (transaction.request().is("SUBSCRIBE")) {
                onSubscribe(transaction, message);
            } else {
                onMessage(transaction, message);
            }
        } catch (ManscdpException unreadable) {
            log.atWarn()
                    .addKeyValue("address", transaction.source())
                    .addKeyValue("cause", unreadable.getMessage())
                    .log("command not understood");
            PlatformSignalling.respond(transaction, 400);
        }
    }

    private void onSubscribe(ServerTransaction transaction, ManscdpMessage message) {
        if (message instanceof ManscdpMessage.CatalogQuery query) {
            parts().catalog.onSubscribe(transaction, query.deviceId());
        } else if (!parts().functions.onSubscribe(transaction, message)) {
            PlatformSignalling.respond(transaction, 489);
        }
    }

    private void onMessage(ServerTransaction transaction, ManscdpMessage message) {
        DeviceId asker = DeviceId.tryParse(transaction.request().from().uri().user())
                .orElse(options.upper().deviceId());
        if (parts().voices.onMessage(transaction, message, asker)
                || parts().functions.onMessage(transaction, message, asker)) {
            return;
        }
        PlatformSignalling.respond(transaction, 200);
        if (message instanceof ManscdpMessage.CatalogQuery query) {
            parts().catalog.answer(query, asker, transaction.source());
        } else {
            log.atDebug().addKeyValue("address", transaction.source()).log("command taken, nothing to answer");
        }
    }
}
