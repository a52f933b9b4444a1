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
import java.nio.charset.Charset;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        Future<QualityReport> report = collectIds(lowers, 0, known)
                .compose(collected -> check(lowers, 0, known, new ArrayList<>()))
                .map(checked -> new QualityReport(InstantSource.system().instant(), checked));
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

    private Future<Void> collectIds(List<String> lowers, int at, KnownIds known) {
        if (at == lowers.size()) {
            return Future.succeededFuture();
        }
        String lower = lowers.get(at);
        List<DeviceId> ids = tree.ids(lower);
        return onWorker(() -> known.add(lower, ids)).compose(added -> collectIds(lowers, at + 1, known));
    }

    private Future<List<LowerQuality>> check(List<String> lowers, int at, KnownIds known, List<LowerQuality> checked) {
        if (at == lowers.size()) {
            return Future.succeededFuture(checked);
        }
        String lower = lowers.get(at);
        var check = new CatalogCheck(lower, platforms(lower), charsets(lower), known, QualityView.MAX_EXAMPLES);
        return read(lower, tree.ids(lower), 0, check)
                .compose(read -> onWorker(() -> checked.add(check.finish())))
                .compose(finished -> check(lowers, at + 1, known, checked));
    }

    private Future<Void> read(String lower, List<DeviceId> ids, int from, CatalogCheck check) {
        if (from >= ids.size()) {
            return Future.succeededFuture();
        }
        int to = Math.min(ids.size(), from + NODES_PER_TURN);
        List<TreeNode> nodes = ids.subList(from, to).stream()
                .flatMap(id -> tree.find(new ChannelRef(lower, id)).stream())
                .toList();
        return onWorker(() -> check.add(nodes)).compose(added -> read(lower, ids, to, check));
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

    /** Those of the uppers whose share names the lower; while no upper sees it, the one that has the fewest characters. */
    private Set<Charset> charsets(String lower) {
        Set<Charset> charsets = judgedBy.uppers().values().stream()
                .filter(upper ->
                        upper.share().stream().anyMatch(share -> share.from().equals(lower)))
                .map(UpperDomainConfig::charset)
                .collect(Collectors.toSet());
        return charsets.isEmpty() ? Set.of(STRICTEST) : charsets;
    }

    /** Makes no more reports. */
    public void close() {
        next.stop();
    }
}
