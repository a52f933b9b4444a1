package cascade.gateway.assembly;

import cascade.config.GatewayConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.UpperDomainConfig;
import cascade.gateway.admin.view.QualityView;
import cascade.gateway.catalog.quality.CatalogCheck;
import cascade.gateway.catalog.quality.KnownIds;
import cascade.gateway.catalog.quality.LowerQuality;
import cascade.gateway.catalog.quality.QualityReport;
import cascade.gateway.catalog.quality.QualityRule;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import cascade.monitoring.CatalogMeters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.Charset;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quality reports of all catalogs, made now and then where something changed, and kept in between. The tree is read some
 * hundred nodes a turn of the loop and judged on a worker, so that a city's catalog holds nobody up. Control loop only.
 */
public final class QualityReports {

    private static final Logger LOG = LoggerFactory.getLogger(QualityReports.class);

    /** About a millisecond's work. */
    private static final int NODES_PER_TURN = 1_000;

    private static final Charset STRICTEST = Charset.forName("GB2312");

    private final Context control;
    private final Supplier<GatewayConfig> settings;
    private final ChannelTree tree;
    private final CatalogMeters meters;
    private final Timer next;
    private Optional<Future<QualityReport>> running = Optional.empty();
    private Optional<QualityReport> kept = Optional.empty();
    private boolean changed = true;
    private GatewayConfig judgedBy;

    /** @param settings the configuration in force */
    public QualityReports(
            Context control, Timers timers, Supplier<GatewayConfig> settings, ChannelTree tree, CatalogMeters meters) {
        this.control = control;
        this.settings = settings;
        this.tree = tree;
        this.meters = meters;
        judgedBy = settings.get();
        next = new Timer(timers);
        tree.addListener((lower, changes) -> changed = true);
        await();
    }

    private void await() {
        next.start(settings.get().catalog().qualityInterval(), () -> {
            if (changed || !judgedBy.equals(settings.get())) {
                make();
            }
            await();
        });
    }

    /** The last report, which is made now if there is none. */
    public Future<QualityReport> report() {
        return kept.map(Future::succeededFuture).orElseGet(this::make);
    }

    /** Succeeds when no report is being made. */
    Future<Void> idle() {
        return running.map(report -> report.<Void>mapEmpty()).orElseGet(Future::succeededFuture);
    }

    private Future<QualityReport> make() {
        if (running.isPresent()) {
            return running.get();
        }
        changed = false;
        judgedBy = settings.get();
        List<String> lowers = List.copyOf(judgedBy.lowers().keySet());
        var known = new KnownIds();
        List<LowerQuality> checked = new ArrayList<>();
        Map<String, Set<Charset>> charsets = charsets();
        Future<QualityReport> report = oneByOne(lowers, lower -> collectIds(lower, known))
                .compose(collected -> oneByOne(lowers, lower -> check(lower, known, charsets, checked)))
                .map(done -> new QualityReport(InstantSource.system().instant(), checked));
        running = Optional.of(report);
        report.onComplete(done -> running = Optional.empty())
                .onSuccess(this::keep)
                .onFailure(cause -> LOG.atError().setCause(cause).log("catalogs could not be judged"));
        return report;
    }

    private void keep(QualityReport report) {
        kept = Optional.of(report);
        for (LowerQuality lower : report.lowers()) {
            if (settings.get().lowers().containsKey(lower.lower())) {
                for (QualityRule rule : QualityRule.values()) {
                    meters.quality(lower.lower(), rule, lower.finding(rule).count());
                }
            }
        }
    }

    private Future<Void> collectIds(String lower, KnownIds known) {
        List<DeviceId> ids = tree.ids(lower);
        return onWorker(() -> known.add(lower, ids));
    }

    private Future<Void> check(
            String lower, KnownIds known, Map<String, Set<Charset>> charsets, List<LowerQuality> checked) {
        var check = new CatalogCheck(
                lower,
                platforms(lower),
                charsets.getOrDefault(lower, Set.of(STRICTEST)),
                known,
                QualityView.MAX_EXAMPLES);
        return oneByOne(pieces(tree.ids(lower)), piece -> read(lower, piece, check))
                .compose(read -> onWorker(() -> checked.add(check.finish())));
    }

    private static List<List<DeviceId>> pieces(List<DeviceId> ids) {
        List<List<DeviceId>> pieces = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += NODES_PER_TURN) {
            pieces.add(ids.subList(from, Math.min(ids.size(), from + NODES_PER_TURN)));
        }
        return pieces;
    }

    private Future<Void> read(String lower, List<DeviceId> ids, CatalogCheck check) {
        List<TreeNode> nodes = ids.stream()
                .flatMap(id -> tree.find(new ChannelRef(lower, id)).stream())
                .toList();
        return onWorker(() -> check.add(nodes));
    }

    /**
     * Does a step for each, one after the other. A chain of composed futures would be as long as there are steps, and its end a
     * call within a call for each of them: thousands have more than a stack holds.
     *
     * @param step its future is told in a later turn of the loop
     */
    private static <T> Future<Void> oneByOne(List<T> all, Function<T, Future<Void>> step) {
        Promise<Void> done = Promise.promise();
        next(all.iterator(), step, done);
        return done.future();
    }

    private static <T> void next(Iterator<T> rest, Function<T, Future<Void>> step, Promise<Void> done) {
        if (rest.hasNext()) {
            step.apply(rest.next()).onSuccess(did -> next(rest, step, done)).onFailure(done::fail);
        } else {
            done.complete();
        }
    }

    /** One thing at a time, so that what is confined to one thread is seen whole by the next; the future is told on the loop. */
    private Future<Void> onWorker(Runnable work) {
        return control.executeBlocking(
                () -> {
                    work.run();
                    return null;
                },
                true);
    }

    /** A parent may be the lower's own platform, or ours as it knows us, without an item in the catalog. */
    private Set<DeviceId> platforms(String lower) {
        LowerDomainConfig config = judgedBy.lowers().get(lower);
        return config == null
                ? Set.of()
                : Set.of(config.deviceId(), config.localDeviceId()).stream()
                        .map(DeviceId::new)
                        .collect(Collectors.toSet());
    }

    /** Of each lower, those of the uppers whose share names it; while no upper sees it, the one that has the fewest characters. */
    private Map<String, Set<Charset>> charsets() {
        Map<String, Set<Charset>> charsets = new HashMap<>();
        for (UpperDomainConfig upper : judgedBy.uppers().values()) {
            upper.share()
                    .forEach(share -> charsets.computeIfAbsent(share.from(), first -> new HashSet<>())
                            .add(upper.charset()));
        }
        return charsets;
    }

    /** Makes no more reports. */
    public void close() {
        next.stop();
    }
}
