package cascade.gateway.call;

import cascade.config.GatewayConfig;
import cascade.gateway.call.live.LivePlay;
import cascade.gateway.call.playback.History;
import cascade.gateway.call.probe.ProbeTerms;
import cascade.gateway.call.record.LimitUse;
import cascade.gateway.call.session.CallGate;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.call.session.Session;
import cascade.gateway.call.voice.Floors;
import cascade.gateway.call.voice.Voice;
import cascade.gateway.call.voice.VoiceQuota;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.SessionKind;
import cascade.monitoring.CallCause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Call admission control: permission, route, and the limits on concurrent streams and viewers and on bandwidth. Counts are kept as calls
 * come and go, so that a decision costs the same beside ten thousand calls as beside one. Control loop only.
 */
final class Admission implements CallLoad {

    private final Supplier<GatewayConfig> settings;
    private final LongSupplier sentBps;
    private final Tally viewers = new Tally();
    private final Tally streams = new Tally();
    private final Floors floors = new Floors();
    private final CallGate gate;

    /** @param sentBps bandwidth that leaves towards viewers, in bits per second, as last measured */
    Admission(Supplier<GatewayConfig> settings, LongSupplier sentBps) {
        this.settings = settings;
        this.sentBps = sentBps;
        this.gate = new CallGate(() -> settings.get().call().drainRetryAfter());
    }

    /** Concurrent calls or streams, by domain and in all. */
    private static final class Tally {
        private final Map<String, Integer> byDomain = new HashMap<>();
        private int all;

        void add(String domain) {
            byDomain.merge(domain, 1, Integer::sum);
            all++;
        }

        void remove(String domain) {
            byDomain.computeIfPresent(domain, (name, count) -> count == 1 ? null : count - 1);
            all--;
        }

        int of(String domain) {
            return byDomain.getOrDefault(domain, 0);
        }
    }

    /** What every new call passes first. */
    CallGate gate() {
        return gate;
    }

    /** The kind of session that an offer asks for, where the upper may have it. */
    Session session(UpperDomain upper, SessionDescription offer) throws CallRejection {
        SessionKind kind = offer.offeredKind();
        if (!upper.config().permissions().contains(Session.permission(kind))) {
            throw new CallRejection(
                    403, CallCause.NOT_PERMITTED, kind.sessionName() + " is not permitted for " + upper.name());
        }
        return session(kind);
    }

    static Session session(SessionKind kind) {
        return switch (kind) {
            case PLAY -> LivePlay.SESSION;
            case PLAYBACK -> History.PLAYBACK;
            case DOWNLOAD -> History.DOWNLOAD;
            case TALK -> Voice.TALK;
        };
    }

    /** Whether a call may go from that upper to that lower at all. */
    void checkRoute(UpperDomain upper, LowerDomain lower) throws CallRejection {
        if (lower.config().deviceId().equals(upper.config().deviceId())) {
            throw new CallRejection(482, CallCause.NOT_PERMITTED, "the channel's route leads back to " + upper.name());
        }
        if (!lower.isOnline()) {
            throw new CallRejection(480, CallCause.LOWER_OFFLINE, "the lower platform " + lower.name() + " is offline")
                    .retryAfter(Math.toIntExact(
                            settings.get().call().offlineRetryAfter().toSeconds()));
        }
    }

    /** @param needsStream whether the lower would have to be asked for one more */
    void checkLimits(UpperDomain upper, LowerDomain lower, boolean needsStream) throws CallRejection {
        for (LimitUse limit : limits(upper, lower, needsStream)) {
            if (limit.isReached()) {
                throw limitReached(upper, "the limit of " + limit.limit() + " " + limit.what() + " is reached");
            }
        }
    }

    @Override
    public List<LimitUse> limits(UpperDomain upper, LowerDomain lower, boolean needsStream) {
        var limits = settings.get().limits();
        var uses = new ArrayList<LimitUse>(5);
        uses.add(new LimitUse(
                "viewers of " + upper.name(),
                "domains." + upper.name() + ".max-viewers",
                viewers.of(upper.name()),
                upper.config().maxViewers()));
        uses.add(new LimitUse("viewers", "gateway.limits.max-viewers", viewers.all, limits.maxViewers()));
        if (limits.maxBandwidthBps() > 0) {
            uses.add(new LimitUse(
                    "bit/s", "gateway.limits.max-bandwidth", sentBps.getAsLong(), limits.maxBandwidthBps()));
        }
        if (needsStream) {
            uses.add(new LimitUse(
                    "streams of " + lower.name(),
                    "domains." + lower.name() + ".max-streams",
                    streams.of(lower.name()),
                    lower.config().maxStreams()));
            uses.add(new LimitUse("streams", "gateway.limits.max-streams", streams.all, limits.maxStreams()));
        }
        return uses;
    }

    /** Whether one more stream from that lower leaves a probe's reserve of both limits free. */
    boolean leavesRoom(LowerDomain lower, ProbeTerms terms) {
        return terms.leaveRoom(streams.of(lower.name()), lower.config().maxStreams())
                && terms.leaveRoom(streams.all, settings.get().limits().maxStreams());
    }

    /** Whether one more stream from that lower would pass its own limit. */
    boolean isFullOfStreams(LowerDomain lower) {
        return streams.of(lower.name()) >= lower.config().maxStreams();
    }

    /** Whether one more stream would pass the limit of all. */
    boolean isFullOfStreams() {
        return streams.all >= settings.get().limits().maxStreams();
    }

    /** In the upper's own code for it. */
    static CallRejection limitReached(UpperDomain upper, String text) {
        return new CallRejection(upper.config().profile().limitStatus(), CallCause.LIMIT, text);
    }

    /** The same for broadcasts, which each are one call and one stream. */
    VoiceQuota voice() {
        return new VoiceQuota() {
            @Override
            public void checkOpen() throws CallRejection {
                gate.check();
            }

            @Override
            public void check(UpperDomain upper, LowerDomain lower) throws CallRejection {
                checkRoute(upper, lower);
                checkLimits(upper, lower, true);
            }

            @Override
            public void opened(UpperDomain upper, LowerDomain lower) {
                viewerJoined(upper);
                streamOpened(lower);
            }

            @Override
            public void closed(UpperDomain upper, LowerDomain lower) {
                viewerLeft(upper);
                streamClosed(lower);
            }
        };
    }

    /** Who speaks to a channel at this moment. */
    Floors floors() {
        return floors;
    }

    void viewerJoined(UpperDomain upper) {
        viewers.add(upper.name());
    }

    /** Once for each {@link #viewerJoined}. */
    void viewerLeft(UpperDomain upper) {
        viewers.remove(upper.name());
    }

    void streamOpened(LowerDomain lower) {
        streams.add(lower.name());
    }

    /** Once for each {@link #streamOpened}. */
    void streamClosed(LowerDomain lower) {
        streams.remove(lower.name());
    }

    @Override
    public int viewers() {
        return viewers.all;
    }

    @Override
    public int streams() {
        return streams.all;
    }

    @Override
    public int viewersOf(UpperDomain upper) {
        return viewers.of(upper.name());
    }

    @Override
    public int streamsOf(LowerDomain lower) {
        return streams.of(lower.name());
    }
}
