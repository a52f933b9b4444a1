package cascade.gateway.call;

import cascade.config.GatewayConfig;
import cascade.gateway.call.keep.CallKeeper;
import cascade.gateway.call.probe.ChannelProbe;
import cascade.gateway.call.probe.ProbeEnd;
import cascade.gateway.call.probe.ProbeTerms;
import cascade.gateway.call.probe.StreamOpening;
import cascade.gateway.call.record.CallRecords;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.call.route.Channel;
import cascade.gateway.call.route.ChannelFinder;
import cascade.gateway.call.sdp.MediaTargets;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.call.session.Ssrcs;
import cascade.gateway.call.voice.BroadcastTarget;
import cascade.gateway.call.voice.Broadcasts;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.hop.Hops;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.StreamStats;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.store.RecordStore;
import cascade.gateway.time.Timers;
import cascade.gateway.trace.TraceBook;
import cascade.monitoring.CallCause;
import cascade.monitoring.CallMeters;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Back-to-back user agent for media sessions: takes what uppers and lowers send in and out of dialogs, and keeps the books
 * of all {@link Stream}s and {@link Viewer}s. Control loop only.
 */
public final class Calls {

    private final CallContext context;
    private final StreamTable streams;
    private final CallSetup setup;
    private final DialogRequests inDialogs;
    private final ProbeSetup probes;
    private final Broadcasts broadcasts;
    private final CallsFollowDomains followDomains;
    private final OrphanCheck orphans;
    private final Restoration restoration;

    /**
     * @param settings the configuration in force, read at the time of use: a reload replaces it
     * @param channels what an upper may see
     * @param sentBps bandwidth that leaves towards viewers, in bits per second, as last measured
     * @param hops what requests take along from one domain to another
     * @param trace is told what becomes of each call
     * @param store keeps what of the calls survives the process
     */
    public Calls(
            Timers timers,
            MediaPlane media,
            Supplier<GatewayConfig> settings,
            ChannelFinder channels,
            CallMeters meters,
            InstantSource clock,
            LongSupplier sentBps,
            Hops hops,
            TraceBook trace,
            RecordStore store) {
        this(
                new CallContext(
                        timers,
                        media,
                        settings,
                        meters,
                        clock,
                        new Admission(settings, sentBps),
                        new MediaTargets(settings),
                        new Ssrcs(),
                        new DialogTable<>(),
                        new DialogTable<>(),
                        new CallRecords(() -> settings.get().call().recentCalls(), System::nanoTime),
                        hops,
                        new Openings(),
                        trace,
                        new CallKeeper(store)),
                channels);
    }

    Calls(CallContext context, ChannelFinder channels) {
        this.context = context;
        this.streams = new StreamTable(context);
        this.setup = new CallSetup(context, channels, streams);
        this.inDialogs = new DialogRequests(context, streams);
        this.probes = new ProbeSetup(context, streams, setup::newStreamId);
        this.broadcasts = new Broadcasts(context.voice(), this::target);
        this.followDomains = new CallsFollowDomains(streams, broadcasts);
        this.orphans = new OrphanCheck(context, streams, broadcasts::media);
        this.restoration = new Restoration(context, streams, setup::skipIds);
    }

    /**
     * Goes on with the calls of a former process, before SIP listens: their ports are bound, their relays run, their dialogs
     * are known. What cannot go on is ended by {@link #settle}.
     *
     * @param domains the configured ones by name
     * @return when all that can run runs; never fails
     */
    public Future<Void> restore(Function<String, Optional<Domain>> domains) {
        return restoration.restore(domains);
    }

    /** SIP listens: what was left of a former process's calls and could not go on is ended with its peers. */
    public void settle() {
        restoration.settle();
    }

    /** Takes over the ended calls of a former process, and keeps them in that store from now on; before the first call. */
    public void keepRecords(RecordStore store) {
        long last = context.records().keepIn(store);
        setup.skipIds(last);
        broadcasts.skipIds(last);
    }

    private BroadcastTarget target(UpperDomain upper, DeviceId exportedId) throws CallRejection {
        Channel channel = setup.channel(upper, exportedId.value());
        return new BroadcastTarget(channel.lower(), new DeviceId(channel.originalId()), exportedId);
    }

    /** Voice that uppers announce: their MESSAGEs, and the Responses of the lowers. */
    public Broadcasts broadcasts() {
        return broadcasts;
    }

    /** What becomes of calls as domains go, return and are removed. */
    public CallsFollowDomains followDomains() {
        return followDomains;
    }

    /** How many calls there are, and what one more would be limited by. */
    public CallLoad load() {
        return context.admission();
    }

    /** An INVITE of an upper outside a dialog: a new call. */
    public void onInvite(ServerTransaction invite, UpperDomain upper) {
        setup.onInvite(invite, upper);
    }

    /** Opens a channel for nobody; as {@link ChannelProbe} says. */
    public Future<ProbeEnd> probe(LowerDomain lower, DeviceId channel, ProbeTerms terms) {
        return probes.open(lower, channel, terms);
    }

    /** Tells what comes of each opening of a live stream, of a viewer's or a probe's. */
    public void addOpeningListener(Consumer<StreamOpening> listener) {
        context.openings().add(listener);
    }

    /**
     * An INVITE that was turned away before anybody looked at what it asks for: kept for who asks for it later, and no more.
     *
     * @param domain the peer by its address, or unknown
     */
    public void onTurnedAway(SipRequest invite, String domain, CallRejection why) {
        setup.onTurnedAway(invite, domain, why);
    }

    /** An INVITE with a To tag, of either side: a re-INVITE, found by its dialog whatever its From says. */
    public void onReInvite(ServerTransaction again) {
        inDialogs.onReInvite(again);
    }

    /** A BYE of either side, in early dialogs too; 481 where it belongs to no call. */
    public void onBye(ServerTransaction bye) {
        inDialogs.onBye(bye);
    }

    /** An INFO in a dialog: control of a playback; some recorders tell the end of the file so. */
    public void onInfo(ServerTransaction info) {
        inDialogs.onInfo(info);
    }

    /** A MediaStatus of a lower: the end of a recording, in the dialog of its call or outside of it. */
    public void onMediaStatus(ServerTransaction message, LowerDomain lower, ManscdpMessage body) {
        inDialogs.onMediaStatus(message, lower, body);
    }

    /** The domain in whose call's dialog a request comes, of those that may speak from where it came. */
    public Optional<String> domainOf(SipRequest request, Set<String> atSource) {
        return context.upperDialogs()
                .domainOf(request, atSource)
                .or(() -> context.lowerDialogs().domainOf(request, atSource));
    }

    /** The lower in whose call's dialog a request comes, or that speaks as the channel of a recording that it plays. */
    public Optional<LowerDomain> lowerOf(ServerTransaction request) {
        return streams.inDialog(request)
                .map(Stream::lower)
                .or(() -> streams.playerOf(request))
                .or(() -> broadcasts.lowerOf(request));
    }

    /** Ends a stream by order of the operator; false where there is none of that id. */
    public boolean endStream(String id) {
        Optional<Stream> stream = streams.find(id);
        stream.ifPresent(found -> found.end(new CallRejection(480, CallCause.ADMIN, "ended by the operator")));
        return stream.isPresent() || broadcasts.end(id);
    }

    /** Refuses new calls, and goes on with those that run; false where that was so already. */
    public boolean drain() {
        return context.admission().gate().drain(context.clock().instant());
    }

    /** Takes new calls again; false where they were not refused. */
    public boolean undoDrain() {
        return context.admission().gate().reopen();
    }

    /** Since when new calls are refused by {@link #drain}. */
    public Optional<Instant> drainingSince() {
        return context.admission().gate().drainingSince();
    }

    /** Ended calls, newest first. */
    public List<EndedCall> recent() {
        return context.records().newestFirst();
    }

    /** The running streams with their counts. */
    public Future<List<CallSnapshot>> snapshot() {
        return context.media().streams().map(stats -> {
            Map<Long, StreamStats> byId =
                    stats.stream().collect(Collectors.toMap(StreamStats::id, Function.identity()));
            List<CallSnapshot> voices = broadcasts.snapshot(id -> Optional.ofNullable(byId.get(id)));
            return java.util.stream.Stream.concat(
                            streams.all().stream()
                                    .map(stream -> stream.record()
                                            .snapshot(stream.media()
                                                    .map(MediaStream::id)
                                                    .map(byId::get))),
                            voices.stream())
                    .toList();
        });
    }

    /** Compares dialogs, legs and ports with their owners; every figure must be 0. */
    public Future<OrphanCheck.Orphans> orphans() {
        return orphans.run();
    }

    /** Ends every call with BYE both ways; done when all are answered or given up. New calls are refused. */
    public Future<Void> close() {
        context.admission().gate().close();
        var stopping = new CallRejection(480, CallCause.SHUTDOWN, "the gateway is stopping");
        Future<?> ended = Future.join(
                streams.all().stream().map(stream -> stream.end(stopping)).toList());
        return Future.join(ended, broadcasts.close()).mapEmpty();
    }
}
