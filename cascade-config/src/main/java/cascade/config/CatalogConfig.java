package cascade.config;

import java.time.Duration;

/**
 * How catalogs are collected from lowers and told to uppers, and what bounds them.
 *
 * @param queryTimeout a catalog query is over when no further part came for this time
 * @param maxItems items of one lower domain; the rest is refused and counted
 * @param maxDepth nesting of XML elements in one body
 * @param maxBodyBytes one MANSCDP body
 * @param notifyBatch changes that one NOTIFY carries at most
 * @param notifyDelay how long changes are gathered before a NOTIFY leaves
 * @param responseTimeout an upper that acknowledges no part of an answer for this time gets no more of it
 */
public record CatalogConfig(
        Duration queryTimeout,
        int maxItems,
        int maxDepth,
        int maxBodyBytes,
        int notifyBatch,
        Duration notifyDelay,
        Duration responseTimeout) {

    public CatalogConfig {
        Require.positive("catalog.query-timeout", queryTimeout);
        Require.atLeast("catalog.max-items", maxItems, 1);
        Require.atLeast("catalog.max-depth", maxDepth, 1);
        Require.atLeast("catalog.max-body", maxBodyBytes, 1);
        Require.atLeast("catalog.notify-batch", notifyBatch, 1);
        Require.notNegative("catalog.notify-delay", notifyDelay);
        Require.positive("catalog.response-timeout", responseTimeout);
    }
}
