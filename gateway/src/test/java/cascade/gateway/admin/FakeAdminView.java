package cascade.gateway.admin;

import cascade.gateway.admin.view.AssessmentView;
import cascade.gateway.admin.view.CallView;
import cascade.gateway.admin.view.CapacityView;
import cascade.gateway.admin.view.ChannelPage;
import cascade.gateway.admin.view.ChannelQuery;
import cascade.gateway.admin.view.ChannelView;
import cascade.gateway.admin.view.CommandView;
import cascade.gateway.admin.view.DomainView;
import cascade.gateway.admin.view.DrainView;
import cascade.gateway.admin.view.ExplanationView;
import cascade.gateway.admin.view.HealthCheck;
import cascade.gateway.admin.view.InfoView;
import cascade.gateway.admin.view.MannersView;
import cascade.gateway.admin.view.QualityView;
import cascade.gateway.admin.view.ReloadOutcome;
import cascade.gateway.admin.view.StrangerView;
import cascade.gateway.admin.view.StreamView;
import cascade.gateway.admin.view.TraceView;
import cascade.gateway.admin.view.VisibilityView;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A gateway whose whole state the test sets; remembers on which threads it was asked. */
final class FakeAdminView implements AdminView {

    volatile List<DomainView> domains = List.of(Samples.CITY, Samples.DISTRICT);
    volatile List<ChannelView> channels = List.of();
    volatile List<StreamView> streams = List.of();
    volatile List<CallView> calls = List.of();
    volatile List<HealthCheck> checks = List.of(new HealthCheck("store", true, "written 2 s ago"));
    volatile ReloadOutcome reloadOutcome = new ReloadOutcome.Unchanged(List.of());
    volatile DrainView drain = new DrainView(Optional.empty(), 3, 2);
    /** From now on whatever is asked fails by a fault of ours. */
    volatile boolean faulty;

    volatile Future<Void> media = Future.succeededFuture();
    final Set<String> threads = ConcurrentHashMap.newKeySet();

    /** From now on the media plane never answers. */
    void silenceMedia() {
        media = Promise.<Void>promise().future();
    }

    @Override
    public List<DomainView> domains() {
        return asked(domains);
    }

    @Override
    public Future<ChannelPage> channels(ChannelQuery query) {
        return asked(media.map(there -> ChannelPage.of(query, channels.stream())));
    }

    @Override
    public Future<Optional<VisibilityView>> visibility(String id) {
        return asked(media.map(there ->
                Optional.of(Samples.VISIBILITY).filter(known -> known.id().equals(id))));
    }

    @Override
    public Future<Optional<ExplanationView>> explain(String upper, String channel, Locale language) {
        return asked(media.map(there ->
                Optional.of(Samples.explanation(language)).filter(known -> upper.equals(Samples.CITY.name()))));
    }

    @Override
    public Future<Optional<MannersView>> manners(String domain, Locale language) {
        return asked(media.map(
                there -> Optional.of(Samples.manners(language)).filter(known -> domain.equals(Samples.CITY.name()))));
    }

    @Override
    public Future<AssessmentView> assessment() {
        return asked(media.map(Samples.ASSESSMENT));
    }

    @Override
    public Future<QualityView> quality() {
        return asked(media.map(Samples.QUALITY));
    }

    @Override
    public Future<List<StreamView>> streams() {
        return asked(media.map(streams));
    }

    @Override
    public Future<Optional<StreamView>> stream(String id) {
        return streams()
                .map(all ->
                        all.stream().filter(stream -> stream.id().equals(id)).findFirst());
    }

    @Override
    public Future<Boolean> endStream(String id) {
        return stream(id).map(found -> {
            streams = streams.stream().filter(one -> !one.id().equals(id)).toList();
            return found.isPresent();
        });
    }

    @Override
    public List<CallView> recentCalls() {
        return asked(calls);
    }

    @Override
    public Optional<TraceView> callTrace(String id) {
        return asked(Optional.of(Samples.TRACE).filter(trace -> id.equals(Samples.CALL)));
    }

    @Override
    public Optional<TraceView> domainTrace(String name) {
        return asked(Optional.of(Samples.TRACE).filter(trace -> name.equals(Samples.CITY.name())));
    }

    @Override
    public List<CommandView> recentCommands() {
        return asked(List.of(Samples.COMMAND));
    }

    @Override
    public List<CommandView> audit() {
        return asked(List.of(Samples.COMMAND));
    }

    @Override
    public boolean registerNow(String upper) {
        return asked(upper.equals(Samples.CITY.name()));
    }

    @Override
    public List<StrangerView> strangers() {
        return asked(List.of(Samples.STRANGER));
    }

    @Override
    public CapacityView capacity() {
        return asked(Samples.CAPACITY);
    }

    @Override
    public InfoView info() {
        return asked(Samples.INFO);
    }

    @Override
    public Future<ReloadOutcome> reload() {
        return asked(media.map(reloadOutcome));
    }

    @Override
    public DrainView drain() {
        return asked(drain);
    }

    @Override
    public DrainView drain(boolean refuse) {
        drain = new DrainView(Optional.of(Samples.NOON).filter(since -> refuse), drain.streams(), drain.viewers());
        return asked(drain);
    }

    @Override
    public List<HealthCheck> checks() {
        return asked(checks);
    }

    private <T> T asked(T answer) {
        threads.add(Thread.currentThread().getName());
        if (faulty) {
            throw new IllegalStateException("a fault that the test asks for");
        }
        return answer;
    }
}
