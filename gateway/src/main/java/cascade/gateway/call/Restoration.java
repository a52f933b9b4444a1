package cascade.gateway.call;

import cascade.gateway.call.keep.CallKeeper;
import cascade.gateway.call.keep.FormerCalls;
import cascade.gateway.call.keep.KeptStream;
import cascade.gateway.call.keep.KeptViewer;
import cascade.gateway.call.leg.KeptDialog;
import cascade.gateway.call.leg.KeptDialog.Phase;
import cascade.gateway.call.sdp.MediaSpecs;
import cascade.gateway.call.sdp.ViewerFormat;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.call.session.Ssrcs;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.ViewerSpec;
import cascade.monitoring.CallCause;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restoration of the calls of a former process: a stream whose lower has answered, with at least one viewer that has
 * acknowledged, runs on; every other dialog is ended with its peer. Ports come first, then relays, then dialogs. Control loop
 * only.
 */
final class Restoration {

    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

    private final CallContext context;
    private final StreamTable streams;
    private final LongConsumer takenIds;
    private final CallKeeper keeper;
    private final Map<String, KeptDialog> dialogs = new HashMap<>();
    private final Map<String, KeptViewer> viewersOfDialogs = new HashMap<>();
    private final List<Runnable> whenListening = new ArrayList<>();
    private Function<String, Optional<Domain>> domains = name -> Optional.empty();
    private int running;

    /** @param takenIds is told of the number of each id that is in use */
    Restoration(CallContext context, StreamTable streams, LongConsumer takenIds) {
        this.context = context;
        this.streams = streams;
        this.takenIds = takenIds;
        this.keeper = context.keeper();
    }

    /**
     * Opens what can run on.
     *
     * @param peers the configured ones by name
     * @return when that is done; never fails
     */
    Future<Void> restore(Function<String, Optional<Domain>> peers) {
        domains = peers;
        FormerCalls former = keeper.former();
        if (former.isEmpty()) {
            return Future.succeededFuture();
        }
        dialogs.putAll(former.dialogs());
        former.unreadable().forEach(keeper::remove);
        former.streams().forEach(stream -> takenIds.accept(number(stream.id())));
        former.viewers().forEach(viewer -> {
            takenIds.accept(number(viewer.id()));
            viewersOfDialogs.put(viewer.dialog(), viewer);
        });
        Map<String, List<KeptViewer>> viewers =
                former.viewers().stream().collect(Collectors.groupingBy(KeptViewer::stream));
        List<Future<Void>> opened = former.streams().stream()
                .map(stream -> open(stream, viewers.getOrDefault(stream.id(), List.of())))
                .toList();
        return Future.join(opened).transform(done -> {
            dropStrayRecords(former);
            return Future.succeededFuture();
        });
    }

    private static long number(String id) {
        return Long.parseLong(id, 1, id.length(), 10);
    }

    /** Never fails: what cannot be opened stays among the dialogs that are to be ended. */
    private Future<Void> open(KeptStream kept, List<KeptViewer> viewers) {
        Optional<LowerDomain> lower = peer(kept.lower(), LowerDomain.class);
        Optional<KeptDialog> dialog = answered(kept.dialog());
        List<KeptViewer> acknowledged = viewers.stream()
                .filter(KeptViewer::acknowledged)
                .filter(viewer -> answered(viewer.dialog()).isPresent())
                .filter(viewer -> peer(viewer.upper(), UpperDomain.class).isPresent())
                .toList();
        if (lower.isEmpty() || dialog.isEmpty() || acknowledged.isEmpty()) {
            return Future.succeededFuture();
        }
        return context.ssrcs()
                .given(lower.get().config(), kept.ssrc())
                .map(ssrc -> open(kept, dialog.get(), lower.get(), ssrc, acknowledged))
                .orElseGet(Future::succeededFuture);
    }

    private Future<Void> open(
            KeptStream kept, KeptDialog dialog, LowerDomain lower, Ssrcs.Lease ssrc, List<KeptViewer> viewers) {
        SourceTerms terms = SourceTerms.of(lower, kept);
        var stream = new Stream(
                context,
                kept.id(),
                StreamKey.of(kept),
                Admission.session(kept.kind()),
                terms,
                ssrc,
                kept.onward(),
                kept.started(),
                streams);
        StreamSpec spec = terms.spec(context.config(), context.config().media().hold());
        return context.media()
                .openStream(spec, kept.leg(), stream.source())
                .compose(media -> {
                    dialogs.remove(dialog.key());
                    streams.add(stream);
                    stream.resume(kept, dialog, media);
                    whenListening.add(() -> finish(stream));
                    return media.expectSource(kept.source())
                            .compose(there -> kept.held() ? media.holdSource() : Future.succeededFuture())
                            .compose(there -> Future.join(viewers.stream()
                                    .map(viewer -> open(viewer, stream, media, kept))
                                    .toList()));
                })
                .<Void>mapEmpty()
                .recover(failure -> {
                    tell(kept.id(), kept.lower(), failure);
                    if (dialogs.containsKey(dialog.key())) {
                        ssrc.release();
                    }
                    return Future.succeededFuture();
                });
    }

    private Future<Void> open(KeptViewer kept, Stream stream, MediaStream media, KeptStream source) {
        UpperDomain upper = peer(kept.upper(), UpperDomain.class).orElseThrow();
        KeptDialog dialog = answered(kept.dialog()).orElseThrow();
        Optional<Ssrcs.Lease> lease = context.ssrcs().given(upper.config(), kept.ssrc());
        if (lease.isEmpty()) {
            return Future.succeededFuture();
        }
        return specOf(kept, upper, source)
                .compose(spec -> media.openViewer(spec, kept.rtpPort()))
                .compose(leg ->
                        join(new Viewer(context, kept, dialog, upper, stream, lease.get(), leg), kept, stream, leg))
                .recover(failure -> {
                    tell(kept.id(), kept.upper(), failure);
                    lease.get().release();
                    return Future.succeededFuture();
                });
    }

    private Future<ViewerSpec> specOf(KeptViewer kept, UpperDomain upper, KeptStream source) {
        try {
            ViewerFormat format = ViewerFormat.of(kept.offer().media(), source.answer());
            return Future.succeededFuture(MediaSpecs.viewer(
                    context.config(), upper.config(), kept.offer(), format, kept.ssrc(), kept.signalling()));
        } catch (CallRejection unable) {
            return Future.failedFuture(unable);
        }
    }

    private Future<Void> join(Viewer viewer, KeptViewer kept, Stream stream, MediaViewer leg) {
        dialogs.remove(kept.dialog());
        stream.fanOut().add(viewer);
        viewer.resume();
        running++;
        return (kept.held() ? leg.hold() : Future.<Void>succeededFuture()).compose(held -> leg.start());
    }

    private static void tell(String id, String peer, Throwable failure) {
        LOG.atWarn()
                .addKeyValue("call", id)
                .addKeyValue("peer", peer)
                .addKeyValue("cause", failure.getMessage())
                .log("call cannot go on after a restart");
    }

    private <D extends Domain> Optional<D> peer(String name, Class<D> role) {
        return domains.apply(name).filter(role::isInstance).map(role::cast);
    }

    private Optional<KeptDialog> answered(String key) {
        return Optional.ofNullable(dialogs.get(key)).filter(dialog -> dialog.phase() != Phase.EARLY);
    }

    /** Those of streams and viewers that do not run on; what is left of them is a dialog. */
    private void dropStrayRecords(FormerCalls former) {
        former.streams().stream()
                .map(KeptStream::id)
                .filter(id -> streams.find(id).isEmpty())
                .forEach(keeper::forgetStream);
        former.viewers().stream()
                .filter(viewer -> dialogs.containsKey(viewer.dialog())
                        || !former.dialogs().containsKey(viewer.dialog()))
                .map(KeptViewer::id)
                .forEach(keeper::forgetViewer);
    }

    /** Requests can be sent: every dialog that has no owner is ended. */
    void settle() {
        whenListening.forEach(Runnable::run);
        whenListening.clear();
        int ended = dialogs.size();
        if (running + ended > 0) {
            LOG.atInfo()
                    .addKeyValue("running", running)
                    .addKeyValue("ended", ended)
                    .log("calls of the former process taken over");
        }
        context.meters().restored(running, ended);
        var restarted = new FormerDialogs(context, viewersOfDialogs);
        List.copyOf(dialogs.values())
                .forEach(dialog ->
                        restarted.end(dialog, domains.apply(dialog.dialog().domain())));
        dialogs.clear();
        viewersOfDialogs.clear();
    }

    /** The ACK to the lower may have been under way; and without a viewer it has nobody to send to. */
    private static void finish(Stream stream) {
        stream.call().acknowledge();
        if (stream.viewers().isEmpty()) {
            stream.end(new CallRejection(480, CallCause.SHUTDOWN, FormerDialogs.RESTARTED));
        }
    }
}
