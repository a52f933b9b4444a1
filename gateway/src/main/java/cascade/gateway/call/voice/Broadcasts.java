package cascade.gateway.call.voice;

import cascade.config.Permission;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.StreamStats;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.monitoring.CallCause;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Broadcasts of uppers (语音广播, GB/T 28181-2016 9.12), each to one target: takes their announcements, and the Responses and
 * INVITEs of lowers that follow. Control loop only.
 */
public final class Broadcasts {

    private static final Pattern GB_ID = Pattern.compile("(?<!\\d)\\d{20}(?!\\d)");

    private final VoiceContext context;
    private final BroadcastTarget.Finder targets;
    private final Map<String, Broadcast> running = new LinkedHashMap<>();
    private long nextId = 1;

    /** @param targets what an upper may see */
    public Broadcasts(VoiceContext context, BroadcastTarget.Finder targets) {
        this.context = context;
        this.targets = targets;
    }

    /** An upper announces a broadcast. What the lower's side has against it goes up as a Response, as its own would. */
    public void onNotify(ServerTransaction message, UpperDomain upper, ManscdpMessage body) {
        BroadcastNotice notice = BroadcastNotice.of(body);
        try {
            BroadcastTarget target = target(message.request(), upper, notice);
            message.respond(message.answer(200).build());
            announce(upper, notice, target, message.request());
        } catch (CallRejection rejection) {
            message.respond(rejection.answerTo(message));
            refused(upper, notice, message.request().callId(), rejection);
        }
    }

    private BroadcastTarget target(SipRequest announcement, UpperDomain upper, BroadcastNotice notice)
            throws CallRejection {
        context.quota().checkOpen();
        if (!upper.config().permissions().contains(Permission.BROADCAST)) {
            throw new CallRejection(403, CallCause.NOT_PERMITTED, "permission broadcast is missing");
        }
        CallRejection.throwIf(context.hops().refusal(announcement));
        DeviceId named = notice.target()
                .orElseThrow(() -> new CallRejection(400, CallCause.BAD_OFFER, "TargetID is missing or no id"));
        return targets.find(upper, named);
    }

    private void announce(UpperDomain upper, BroadcastNotice notice, BroadcastTarget target, SipRequest message) {
        List<Broadcast> former = with(
                each -> each.upper().equals(upper) && each.target().exportedId().equals(target.exportedId()));
        if (former.stream().anyMatch(each -> each.notice().sn() == notice.sn())) {
            return; // repeated: the upper is told what becomes of the one there is
        }
        former.stream().filter(Broadcast::awaitsInvite).forEach(Broadcast::supersede);
        try {
            context.quota().check(upper, target.lower());
            context.floors().check(target.lower().name(), target.originalId().value());
        } catch (CallRejection rejection) {
            upper.link().sendMessage(notice.response(target.exportedId(), Optional.of(rejection.text())));
            refused(upper, notice, message.callId(), rejection);
            return;
        }
        var broadcast = new Broadcast(context, newId(), upper, target, notice, over -> running.remove(over.id()));
        running.put(broadcast.id(), broadcast);
        broadcast.announce(message);
    }

    /** Before there was a broadcast; still a call with a cause. */
    private void refused(UpperDomain upper, BroadcastNotice notice, String callId, CallRejection why) {
        context.meters().ended(upper.name(), Voice.BROADCAST.meter(), why.cause());
        context.meters().setupFailed(upper.name(), Optional.empty(), why.cause());
        context.records()
                .refused(EndedCall.rejected(
                        newId(),
                        callId,
                        upper.name(),
                        notice.target().map(DeviceId::value).orElse(""),
                        why,
                        context.clock().instant()));
    }

    /** Ids up to that number are a former process's. */
    public void skipIds(long last) {
        nextId = Math.max(nextId, last + 1);
    }

    private String newId() {
        return "b" + nextId++;
    }

    /** A Response of a lower; one that answers nothing of ours changes nothing. */
    public void onResponse(ServerTransaction message, LowerDomain lower, ManscdpMessage body) {
        message.respond(message.answer(200).build());
        with(each -> each.lower().equals(lower) && each.lowerSn() == body.sn()).forEach(each -> each.onResponse(body));
    }

    /** The lower whose INVITE this is, where one at that address has been told of a voice. */
    public Optional<LowerDomain> lowerOf(ServerTransaction invite) {
        return awaited(invite).map(Broadcast::lower);
    }

    /**
     * A lower calls for the voice that it was told of.
     *
     * @return false where it was told of none
     */
    public boolean onInvite(ServerTransaction invite) {
        Optional<Broadcast> awaited = awaited(invite);
        awaited.ifPresent(broadcast -> broadcast.onInvite(invite));
        return awaited.isPresent();
    }

    /**
     * The broadcast that an INVITE belongs to. Lowers name the target in From, Subject (in either order) or {@code u=}; one
     * that names nothing but itself and us takes the one it was told of first. An INVITE to a source that no broadcast has
     * belongs to none.
     */
    private Optional<Broadcast> awaited(ServerTransaction transaction) {
        SipRequest invite = transaction.request();
        if (!invite.is("INVITE") || invite.inDialog()) {
            return Optional.empty();
        }
        List<Broadcast> waiting =
                with(each -> each.awaitsInvite() && each.lower().isAt(transaction.source()));
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        Set<String> named = named(invite);
        return waiting.stream()
                .filter(each -> isForItsSource(each, invite.uri().user()))
                .filter(each -> named.contains(each.target().originalId().value()))
                .findFirst()
                .or(() ->
                        waiting.stream().filter(each -> isToldOf(each, invite)).findFirst());
    }

    /** A lower calls the source that it was told of, which is us; some call the upper's own, or the target. */
    private static boolean isForItsSource(Broadcast broadcast, String called) {
        return called.equals(broadcast.lower().config().localDeviceId())
                || called.equals(broadcast.upper().config().deviceId())
                || called.equals(broadcast.target().originalId().value())
                || broadcast
                        .notice()
                        .source()
                        .filter(source -> source.value().equals(called))
                        .isPresent();
    }

    private static boolean isToldOf(Broadcast broadcast, SipRequest invite) {
        String called = invite.uri().user();
        return called.equals(broadcast.lower().config().localDeviceId())
                && invite.from().uri().user().equals(broadcast.lower().config().deviceId());
    }

    /** Every id in the lines that may name the target. */
    private static Set<String> named(SipRequest invite) {
        String uri = invite.bodyText()
                .lines()
                .filter(line -> line.startsWith("u=") || line.startsWith("o="))
                .collect(Collectors.joining(" "));
        String text = String.join(
                " ", invite.from().uri().user(), invite.header("Subject").orElse(""), uri);
        return GB_ID.matcher(text).results().map(match -> match.group()).collect(Collectors.toSet());
    }

    /** The upper is gone: nobody speaks any more. */
    public void onUpperOffline(UpperDomain upper, String why) {
        endAll(each -> each.upper().name().equals(upper.name()), new CallRejection(480, CallCause.UPPER_OFFLINE, why));
    }

    /** The lower is gone, and with it who listened. */
    public void onLowerOffline(LowerDomain lower, String why) {
        endAll(each -> each.lower().name().equals(lower.name()), new CallRejection(480, CallCause.LOWER_OFFLINE, why));
    }

    /** The domain is no longer configured. */
    public void onDomainRemoved(Domain domain) {
        switch (domain) {
            case UpperDomain upper -> onUpperOffline(upper, "the upper platform was removed from the configuration");
            case LowerDomain lower -> onLowerOffline(lower, "the lower platform was removed from the configuration");
        }
    }

    private void endAll(Predicate<Broadcast> which, CallRejection why) {
        with(which).forEach(each -> each.end(why));
    }

    /** Ends one by order of the operator; false where there is none of that id. */
    public boolean end(String id) {
        Optional<Broadcast> found = Optional.ofNullable(running.get(id));
        found.ifPresent(broadcast -> broadcast.end(new CallRejection(480, CallCause.ADMIN, "ended by the operator")));
        return found.isPresent();
    }

    /** The media streams of all of them. */
    public List<MediaStream> media() {
        return with(each -> true).stream()
                .flatMap(each -> each.media().stream())
                .toList();
    }

    /** Those whose lower has called. */
    public List<CallSnapshot> snapshot(Function<Long, Optional<StreamStats>> stats) {
        return with(each -> true).stream()
                .flatMap(each -> each.snapshot(each.media().map(MediaStream::id).flatMap(stats)).stream())
                .toList();
    }

    /** They may end while they are being told something. */
    private List<Broadcast> with(Predicate<Broadcast> which) {
        return running.values().stream().filter(which).toList();
    }

    /** Ends all of them; done when every BYE has been answered or given up. */
    public Future<Void> close() {
        var stopping = new CallRejection(480, CallCause.SHUTDOWN, "the gateway is stopping");
        return Future.join(with(each -> true).stream()
                        .map(each -> each.end(stopping))
                        .toList())
                .mapEmpty();
    }
}
