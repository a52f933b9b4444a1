package cascade.config.gateway;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Timers and bounds of catalogs: queried from lowers, answered and notified to uppers (GB/T 28181-2016 9.5, 9.11).
 *
 * @param queryTimeout a catalog answer is missed when its first part did not come within this time, nor any later one
 * @param partTimeout a further part is not missed before this
 * @param queryAttempts how often a query is asked at most while each answer lacks parts and brings others
 * @param maxItems items of one lower domain; the rest is refused and counted
 * @param maxDepth nesting of XML elements in one body
 * @param maxBodyBytes one MANSCDP body
 * @param maxItemBytes one item, written; a larger one is cut to the fields of the standard, or left out
 * @param notifyBatch changes that one NOTIFY carries at most
 * @param notifyDelay how long changes are gathered before a NOTIFY leaves
 * @param responseTimeout an upper that does not answer a part of a catalog answer within this time did not get it
 * @param retry the first wait after a query or subscription that a lower failed; it grows up to {@code retryMax}
 * @param maxAnswers catalog answers to one upper that are on their way or wait; a further query is answered 503
 * @param maxSubscriptions catalog subscriptions of one upper, each to another id; a further one is answered 503
 * @param maxWaitingChanges changes that wait for one subscription, one a channel; beyond them it ends and begins anew
 * @param partAttempts a part of an answer that is refused or not answered so often is lost
 * @param notifyAttempts a NOTIFY that is refused or not answered so often ends its subscription, which begins anew
 * @param resumeGrace an upper that is online again within this time goes on with its answers and subscriptions
 * @param flapLimit changes of state within {@code flapPeriod} of which an upper is told at once, of one channel
 * @param flapPeriod a channel that changes more often is told once in this time
 * @param startHold after a start, catalog queries wait so long at most for lowers that were not heard
 * @param collectHold catalog queries wait so long at most for a lower that is giving its first catalog
 * @param offlineGrace a lower that un-registers and is back within this time causes no OFF and ON
 * @param restoredQuery a lower whose channels were kept over a restart is asked for its catalog within this time
 * @param storeDelay changes of channels are gathered for this time before they are kept
 * @param qualityInterval a quality report of the catalogs is kept for this time
 */
public record CatalogConfig(
        Duration queryTimeout,
        Duration partTimeout,
        int queryAttempts,
        int maxItems,
        int maxDepth,
        int maxBodyBytes,
        int maxItemBytes,
        int notifyBatch,
        Duration notifyDelay,
        Duration responseTimeout,
        Duration retry,
        Duration retryMax,
        int maxAnswers,
        int maxSubscriptions,
        int maxWaitingChanges,
        int partAttempts,
        int notifyAttempts,
        Duration resumeGrace,
        int flapLimit,
        Duration flapPeriod,
        Duration startHold,
        Duration collectHold,
        Duration offlineGrace,
        Duration restoredQuery,
        Duration storeDelay,
        Duration qualityInterval) {

    public CatalogConfig {
        Require.positive("catalog.query-timeout", queryTimeout);
        Require.positive("catalog.part-timeout", partTimeout);
        Require.atLeast("catalog.query-attempts", queryAttempts, 1);
        Require.atLeast("catalog.max-items", maxItems, 1);
        Require.atLeast("catalog.max-depth", maxDepth, 1);
        Require.atLeast("catalog.max-body", maxBodyBytes, 1);
        Require.atLeast("catalog.max-item", maxItemBytes, 1);
        Require.atLeast("catalog.notify-batch", notifyBatch, 1);
        Require.notNegative("catalog.notify-delay", notifyDelay);
        Require.positive("catalog.response-timeout", responseTimeout);
        Require.positive("catalog.retry", retry);
        Require.ordered("catalog.retry", retry, retryMax);
        Require.atLeast("catalog.max-answers", maxAnswers, 1);
        Require.atLeast("catalog.max-subscriptions", maxSubscriptions, 1);
        Require.atLeast("catalog.max-waiting-changes", maxWaitingChanges, 1);
        Require.atLeast("catalog.part-attempts", partAttempts, 1);
        Require.atLeast("catalog.notify-attempts", notifyAttempts, 1);
        Require.notNegative("catalog.resume-grace", resumeGrace);
        Require.atLeast("catalog.flap-limit", flapLimit, 1);
        Require.notNegative("catalog.flap-period", flapPeriod);
        Require.notNegative("catalog.start-hold", startHold);
        Require.notNegative("catalog.collect-hold", collectHold);
        Require.notNegative("catalog.offline-grace", offlineGrace);
        Require.positive("catalog.restored-query", restoredQuery);
        Require.positive("catalog.store-delay", storeDelay);
        Require.positive("catalog.quality-interval", qualityInterval);
    }
}
