package cascade.gateway.catalog.serve;

import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblem;
import cascade.gateway.catalog.context.CatalogProblems;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.catalog.tree.CatalogChange;
import cascade.gateway.dispatch.NotServed;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusQuery;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Catalog that one upper sees: answers its queries, keeps its subscriptions, follows its share. Control loop only. */
public final class ServedCatalog {

    private final UpperDomain upper;
    private final CatalogProblems problems;
    private final NotServed notServed;
    private final AnswerSender answers;
    private final HeldQueries held;
    private final CatalogNotifiers subscriptions;
    private final CatalogContext context;
    private final Timer gone;
    private final Turns turns;

    /** Queries whose items are being searched for. */
    private final List<CatalogQuery> searched = new ArrayList<>();

    private ShareView view;

    /** What takes the view's place when it is made. */
    private Optional<Coming> coming = Optional.empty();

    private Optional<Taking> taking = Optional.empty();

    private GatewayDevice self;

    public ServedCatalog(
            UpperDomain upper, ShareView view, GatewayDevice self, CatalogContext context, Settling settling) {
        this.upper = upper;
        this.context = context;
        this.gone = context.timer();
        this.turns = Turns.of(context.timers());
        this.view = view;
        this.self = self;
        this.problems = context.problems();
        this.notServed = context.notServed();
        this.held = new HeldQueries(settling, () -> view().isBehind(), context.timer(), this::answer);
        this.answers = new AnswerSender(upper, context, this::onAnswered);
        this.subscriptions = new CatalogNotifiers(
                upper,
                this::view,
                this::settledView,
                answers::isBusy,
                settling,
                context,
                context.settings().get().sip().requestTimeout());
    }

    public UpperDomain upper() {
        return upper;
    }

    /** Whether a rule shares one of those lowers. */
    public boolean isSharedFrom(Set<String> lowers) {
        return upper.config().share().stream().anyMatch(rule -> lowers.contains(rule.from()));
    }

    /** A view of other rules that is made in turns of the loop. */
    private record Coming(ShareView view, GatewayDevice self) {}

    /** The turns in which it takes the place of the one that is shown. */
    private record Taking(Coming next, Turns.Work work) {}

    /**
     * Shows another view as soon as it is made; the subscribers are told of the difference, and a query is answered that
     * waited for nobody else than a lower which is not shared any longer.
     */
    public void reshare(ShareView next, GatewayDevice device) {
        taking = Optional.empty();
        view.stays();
        coming = Optional.of(new Coming(next, device));
        onViewMade();
    }

    /** Begins with another view, of which the upper knows from before a restart: it is told what differs from then on. */
    public void restart(ShareView next) {
        view = next;
        next.isKnownAlready();
    }

    /** A view may be made, or shows again what the tree has. */
    public void onViewMade() {
        view.onPartMade();
        coming.filter(next -> !next.view().isBehind()).ifPresent(this::take);
        subscriptions.onChange();
        held.onViewMade();
    }

    private void take(Coming next) {
        coming = Optional.empty();
        var begun = new Taking(next, next.view().takeOver(view));
        taking = Optional.of(begun);
        turns.take(() -> taking.equals(Optional.of(begun)) && goOn(begun));
    }

    private boolean goOn(Taking begun) {
        if (begun.work().goOn()) {
            return true;
        }
        taking = Optional.empty();
        view = begun.next().view();
        self = begun.next().self();
        subscriptions.onChange();
        held.onViewMade();
        return false;
    }

    /** The view for whoever asks how things are and is told from then on: one that is taking its place does so at once. */
    private ShareView settledView() {
        taking.ifPresent(begun -> Turns.AT_ONCE.take(() -> goOn(begun)));
        return view;
    }

    public ShareView view() {
        return view;
    }

    public void onChange(String lower, List<CatalogChange> changes) {
        view.treeChanged(lower, changes);
        coming.ifPresent(next -> next.view().treeChanged(lower, changes));
        taking.ifPresent(begun -> begun.next().view().treeChanged(lower, changes));
        subscriptions.onChange();
    }

    /** Takes up the subscriptions that the former process served; see {@link CatalogNotifiers#restore}. */
    public void restoreSubscriptions() {
        subscriptions.restore();
    }

    /** Whether a SUBSCRIBE belongs to one of its subscriptions. */
    boolean owns(ServerTransaction subscribe) {
        return subscriptions.owns(subscribe);
    }

    void onSubscribe(ServerTransaction transaction, Optional<ManscdpMessage> body) {
        subscriptions.onSubscribe(transaction, body);
    }

    /** For the first time, or again: what is under way goes on, unless it was too long. */
    public void onOnline() {
        gone.stop();
        answers.resume();
        subscriptions.resume();
    }

    private void onAnswered() {
        subscriptions.onAnswered();
    }

    /** A lower has given its catalog for the first time, does not answer, or has left. */
    public void onHeard() {
        held.release();
    }

    /** Nothing is sent any more; an upper that is soon back goes on where it was. */
    public void onOffline(OfflineReason reason) {
        Duration grace = context.config().resumeGrace();
        if (reason.isIntended() || grace.isZero()) {
            close();
            return;
        }
        answers.pause();
        subscriptions.pause();
        gone.start(grace, this::close);
    }

    /** Ends what is under way, without a word. */
    public void close() {
        gone.stop();
        held.clear();
        searched.clear();
        answers.clear();
        subscriptions.clear();
    }

    /** The upper is no longer configured. */
    public void onRemoved() {
        gone.stop();
        held.clear();
        searched.clear();
        answers.clear();
        subscriptions.terminate();
    }

    /** A catalog query, or a query about ourselves: those about others go to their lowers. */
    public void onMessage(ServerTransaction transaction, ManscdpMessage message) {
        switch (message) {
            case CatalogQuery query -> onCatalogQuery(transaction, query);
            case DeviceInfoQuery query -> answer(transaction, self.info(query, channels()));
            case DeviceStatusQuery query -> answer(transaction, self.status(query));
            case CatalogResponse _ -> onUnasked(transaction);
            default -> notServed.refuse(transaction, upper, message);
        }
    }

    private long channels() {
        return view.devices();
    }

    /** A query for something that this upper does not see is answered, with nothing. */
    private void onCatalogQuery(ServerTransaction transaction, CatalogQuery query) {
        if (answers.isFull(held.size() + searched.size())) {
            problems.note(upper.name(), CatalogProblem.TOO_BUSY, "catalog query beyond the number of answers at once");
            transaction.refuse(503, "too many catalog queries");
            return;
        }
        transaction.respond(transaction.answer(200).build());
        held.take(query);
    }

    private void answer(CatalogQuery query) {
        searched.add(query);
        subscriptions.beforeAnswer(() -> turns.take(view.snapshot().search(query.deviceId(), items -> {
            if (searched.remove(query)) {
                answer(query, items);
            }
        })));
    }

    private void answer(CatalogQuery query, List<CatalogItem> items) {
        if (items.isEmpty()) {
            problems.note(upper.name(), CatalogProblem.UNKNOWN_CHANNEL, "catalog query for an id that is not shown");
        }
        answers.answer(query, items);
    }

    private void answer(ServerTransaction transaction, ManscdpMessage response) {
        transaction.respond(transaction.answer(200).build());
        upper.link().sendMessage(response).onComplete(outcome -> {
            if (outcome.failed() || !outcome.result().isSuccess()) {
                problems.note(upper.name(), CatalogProblem.NOT_TAKEN, "answer to a query about ourselves not taken");
            }
        });
    }

    private void onUnasked(ServerTransaction transaction) {
        problems.note(upper.name(), CatalogProblem.UNKNOWN_SN, "answer to no query of ours");
        transaction.respond(transaction.answer(200).build());
    }
}
