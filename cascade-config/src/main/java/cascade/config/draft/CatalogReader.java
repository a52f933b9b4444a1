package cascade.config.draft;

import cascade.config.gateway.CatalogConfig;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import java.time.Duration;
import java.util.function.Supplier;

/** Reader of {@code gateway.catalog}. */
final class CatalogReader {

    private CatalogReader() {}

    static Supplier<CatalogConfig> read(Section section) {
        Field<Duration> queryTimeout = section.read("query-timeout", Kinds.TIMER);
        Field<Duration> partTimeout = section.read("part-timeout", Kinds.TIMER);
        Field<Integer> queryAttempts = section.read("query-attempts", Kinds.count(1));
        Field<Integer> maxItems = section.read("max-items", Kinds.count(1));
        Field<Integer> maxDepth = section.read("max-depth", Kinds.count(4));
        Field<Integer> maxBody = section.read("max-body", Kinds.size(1300));
        Field<Integer> maxItem = section.read("max-item", Kinds.size(1300));
        Field<Integer> notifyBatch = section.read("notify-batch", Kinds.count(1));
        Field<Duration> notifyDelay = section.read("notify-delay", Kinds.DURATION_OR_ZERO);
        Field<Duration> responseTimeout = section.read("response-timeout", Kinds.TIMER);
        Field<Duration> retry = section.read("retry", Kinds.TIMER);
        Field<Duration> retryMax = section.read("retry-max", Kinds.TIMER);
        section.ordered(retry, retryMax);
        Field<Integer> maxAnswers = section.read("max-answers", Kinds.count(1));
        Field<Integer> maxSubscriptions = section.read("max-subscriptions", Kinds.count(1));
        Field<Integer> maxWaitingChanges = section.read("max-waiting-changes", Kinds.count(1));
        Field<Integer> partAttempts = section.read("part-attempts", Kinds.count(1));
        Field<Integer> notifyAttempts = section.read("notify-attempts", Kinds.count(1));
        Field<Duration> resumeGrace = section.read("resume-grace", Kinds.DURATION_OR_ZERO);
        Field<Integer> flapLimit = section.read("flap-limit", Kinds.count(1));
        Field<Duration> flapPeriod = section.read("flap-period", Kinds.DURATION_OR_ZERO);
        Field<Duration> startHold = section.read("start-hold", Kinds.DURATION_OR_ZERO);
        Field<Duration> collectHold = section.read("collect-hold", Kinds.DURATION_OR_ZERO);
        Field<Duration> offlineGrace = section.read("offline-grace", Kinds.DURATION_OR_ZERO);
        Field<Duration> restoredQuery = section.read("restored-query", Kinds.TIMER);
        Field<Duration> storeDelay = section.read("store-delay", Kinds.TIMER);
        Field<Duration> qualityInterval = section.read("quality-interval", Kinds.SECONDS);
        section.finish();
        return () -> new CatalogConfig(
                queryTimeout.get(),
                partTimeout.get(),
                queryAttempts.get(),
                maxItems.get(),
                maxDepth.get(),
                maxBody.get(),
                maxItem.get(),
                notifyBatch.get(),
                notifyDelay.get(),
                responseTimeout.get(),
                retry.get(),
                retryMax.get(),
                maxAnswers.get(),
                maxSubscriptions.get(),
                maxWaitingChanges.get(),
                partAttempts.get(),
                notifyAttempts.get(),
                resumeGrace.get(),
                flapLimit.get(),
                flapPeriod.get(),
                startHold.get(),
                collectHold.get(),
                offlineGrace.get(),
                restoredQuery.get(),
                storeDelay.get(),
                qualityInterval.get());
    }
}
