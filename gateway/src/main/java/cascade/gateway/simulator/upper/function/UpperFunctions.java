package cascade.gateway.simulator.upper.function;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.upper.subscription.Subscription;
import cascade.gateway.simulator.upper.subscription.Subscriptions;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests of a simulated upper for the functions of its lowers, and what these report (GB/T 28181-2016 9.3 to 9.5 and
 * 9.11). The platform's loop only, but for {@link #reports}.
 */
public final class UpperFunctions {

    private static final String PRESENCE = "presence";

    private final Timers timers;
    private final PlatformSignalling signalling;
    private final Duration timeout;
    private final Subscriptions subscriptions;
    private final ReceivedReports reports;
    private final Map<Long, Question> questions = new HashMap<>();
    private long asked;
    private long answered;
    private long errors;
    private long refused;
    private long unanswered;
    private long surplus;

    /**
     * @param timeout longest wait for an answer, or for the next part of one
     * @param subscribeExpires asked for in SUBSCRIBE
     * @param answersAlarms whether an alarm by MESSAGE gets its Response
     */
    public UpperFunctions(
            Vertx vertx,
            PlatformSignalling signalling,
            Duration timeout,
            Duration subscribeExpires,
            boolean answersAlarms) {
        this.timers = Timers.of(vertx);
        this.signalling = signalling;
        this.timeout = timeout;
        this.subscriptions = new Subscriptions(vertx, signalling, subscribeExpires);
        this.reports = new ReceivedReports(signalling, answersAlarms);
    }

    /**
     * Asks by MESSAGE. Succeeds with the whole answer, Result ERROR included, or with the 200 where the function has no
     * other; else fails with {@link FunctionException}.
     */
    public Future<FunctionAnswer> ask(FunctionRequest request, DeviceId device, SipPeer peer) {
        asked++;
        long sn = signalling.nextSn();
        var question =
                new Question(timers, request.function(), timeout, signalling.nanoTime(), () -> questions.remove(sn));
        questions.put(sn, question);
        Future<FunctionAnswer> answer = question.open();
        signalling
                .sendMessage(request.message(sn, device), device, peer)
                .onComplete(outcome -> question.onTaken(outcome, signalling.nanoTime()));
        return answer.onSuccess(this::countAnswer).onFailure(this::countFailure);
    }

    private void countAnswer(FunctionAnswer answer) {
        answered++;
        if (answer.isError()) {
            errors++;
        }
    }

    private void countFailure(Throwable failure) {
        if (failure instanceof FunctionException known && known.status() != FunctionException.NO_STATUS) {
            refused++;
        } else {
            unanswered++;
        }
    }

    /**
     * Subscribes; done when the lower has accepted.
     *
     * @param lower the platform that holds the subscription
     */
    public Future<Void> subscribe(FunctionRequest request, DeviceId device, DeviceId lower, SipPeer peer) {
        return subscriptions.begin(
                new Subscription.Topic(lower, device, peer, sn -> PRESENCE, sn -> request.message(sn, device)));
    }

    /** A Response or Notify by MESSAGE that is about none of the catalog's matters. */
    public void onMessage(ServerTransaction transaction, ManscdpMessage message) {
        PlatformSignalling.respond(transaction, 200);
        if (message.root() == Root.RESPONSE) {
            onResponse(message);
        } else if (message instanceof Other report && report.root() == Root.NOTIFY) {
            reports.onMessage(report, transaction.request().from().uri().user(), transaction.source());
        }
    }

    private void onResponse(ManscdpMessage response) {
        Question question = questions.get(response.sn());
        if (question == null || !question.function().cmdType().equals(response.cmdType())) {
            surplus++;
        } else {
            question.onResponse(response, signalling.nanoTime());
        }
    }

    /** A NOTIFY; 481 where it belongs to no subscription. */
    public void onNotify(ServerTransaction transaction, ManscdpMessage message) {
        boolean isOurs = subscriptions.of(transaction).isPresent();
        PlatformSignalling.respond(transaction, isOurs ? 200 : 481);
        if (isOurs && message instanceof Other report) {
            reports.onNotify(report);
        }
    }

    /** The newest reports, in the order of their arrival; from any thread. */
    public List<ReceivedReport> reports() {
        return reports.all();
    }

    public FunctionTally tally() {
        return new FunctionTally(
                asked,
                answered,
                errors,
                refused,
                unanswered,
                surplus,
                subscriptions.size(),
                reports.alarms(),
                reports.alarmResponses(),
                reports.positions(),
                reports.others());
    }

    /** The lower is gone: its subscriptions are void. */
    public void forget(DeviceId lower) {
        subscriptions.forget(lower);
    }

    /** Ends all subscriptions with Expires: 0. */
    public Future<Void> unsubscribe() {
        return subscriptions.cancel();
    }
}
