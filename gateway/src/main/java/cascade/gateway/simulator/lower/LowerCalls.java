package cascade.gateway.simulator.lower;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.SsrcAllocator;
import cascade.gateway.simulator.PlatformLoop;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Calls of a simulated lower platform: takes INVITEs for its channels, finds the call of a BYE. */
final class LowerCalls {

    private final Vertx vertx;
    private final PlatformLoop loop;
    private final PlatformSignalling signalling;
    private final LowerOptions options;
    private final LowerCatalog catalog;
    private final LowerMedia media;
    private final SsrcAllocator ssrcs;
    private final Set<Ssrc> ours = new HashSet<>();
    private final DialogTable<LowerCall> calls = new DialogTable<>();
    private volatile List<SentStream> published = List.of();
    private long invites;
    private long cancels;
    private long byes;
    private long noAcks;

    LowerCalls(
            Vertx vertx,
            PlatformLoop loop,
            PlatformSignalling signalling,
            LowerOptions options,
            LowerCatalog catalog,
            LowerMedia media) {
        this.vertx = vertx;
        this.loop = loop;
        this.signalling = signalling;
        this.options = options;
        this.catalog = catalog;
        this.media = media;
        this.ssrcs = new SsrcAllocator(options.local().deviceId());
    }

    void onInvite(ServerTransaction transaction) {
        invites++;
        Optional<DeviceId> channel = DeviceId.tryParse(
                        transaction.request().uri().user())
                .filter(id -> catalog.find(id).isPresent());
        if (channel.isEmpty()) {
            PlatformSignalling.respond(transaction, 404);
            return;
        }
        LiveOffer.of(channel.get(), transaction.request())
                .ifPresentOrElse(
                        offer -> onOffer(transaction, offer),
                        () -> notAcceptable(transaction, "no usable video in the offer"));
    }

    private void onOffer(ServerTransaction transaction, LiveOffer offer) {
        if (offer.isOfRecording() && !offer.namesPart()) {
            notAcceptable(transaction, "t= names no part of a recording");
        } else {
            begin(transaction, offer);
        }
    }

    private void notAcceptable(ServerTransaction transaction, String why) {
        transaction.respond(transaction
                .answer(488)
                .warning(304, options.local().authority(), why)
                .build());
    }

    private void begin(ServerTransaction transaction, LiveOffer offer) {
        new LowerCall(vertx, loop, signalling, this, media, options, transaction, offer, chooseSsrc(offer)).start();
    }

    private Ssrc chooseSsrc(LiveOffer offer) {
        return offer.ssrc()
                .filter(ssrc -> options.ssrcChoice() == SsrcChoice.OFFERED && !ssrc.isPlaceholder())
                .orElseGet(
                        () -> takeSsrc(offer.isOfRecording() ? SsrcAllocator.Kind.HISTORY : SsrcAllocator.Kind.LIVE));
    }

    private Ssrc takeSsrc(SsrcAllocator.Kind kind) {
        Ssrc taken = ssrcs.take(kind).orElseThrow(() -> new IllegalStateException("more than 10,000 calls at once"));
        ours.add(taken);
        return taken;
    }

    void onInfo(ServerTransaction transaction) {
        calls.find(transaction)
                .ifPresentOrElse(call -> call.onInfo(transaction), () -> PlatformSignalling.respond(transaction, 481));
    }

    void onBye(ServerTransaction transaction) {
        calls.find(transaction)
                .ifPresentOrElse(
                        call -> {
                            byes++;
                            call.onBye(transaction);
                        },
                        () -> PlatformSignalling.respond(transaction, 481));
    }

    void add(Dialog dialog, LowerCall call) {
        calls.add(dialog, call);
        publish();
    }

    void remove(Dialog dialog) {
        calls.remove(dialog);
        publish();
    }

    /** The call with this SSRC is over, however far it came. */
    void release(Ssrc ssrc) {
        if (ours.remove(ssrc)) {
            ssrcs.release(ssrc);
        }
    }

    private void publish() {
        published = List.copyOf(calls.owners());
    }

    void countCancel() {
        cancels++;
    }

    void countNoAck() {
        noAcks++;
    }

    /** The calls running a moment ago; from any thread. */
    List<SentStream> running() {
        return published;
    }

    long invites() {
        return invites;
    }

    long cancels() {
        return cancels;
    }

    long byes() {
        return byes;
    }

    long noAcks() {
        return noAcks;
    }

    /** Says BYE to all. */
    Future<Void> stop() {
        return Future.join(List.copyOf(calls.owners()).stream()
                        .map(LowerCall::close)
                        .toList())
                .mapEmpty();
    }
}
