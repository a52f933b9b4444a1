package cascade.gateway.catalog.context;

/** Kinds of trouble between the catalogs and their peers; the label is a metric's kind and a log's cause. */
public enum CatalogProblem {
    /** A catalog answer that belongs to no query of ours. */
    UNKNOWN_SN("catalog-unknown-sn"),
    /** A lower does not answer a query, or refuses it. */
    QUERY_FAILED("catalog-query-failed"),
    /** An answer stayed shorter than it announced, twice. */
    INCOMPLETE("catalog-incomplete"),
    /** An answer lacks channels that were known, and no second one has confirmed that. */
    UNCONFIRMED("catalog-unconfirmed"),
    /** A lower has more channels than are kept. */
    TOO_MANY_ITEMS("catalog-too-many-items"),
    /** An item that would not go into a message to an upper. */
    LARGE_ITEM("catalog-large-item"),
    /** A notification on a channel of which nothing else is known. */
    UNKNOWN_ITEM("catalog-unknown-item"),
    /** A NOTIFY or SUBSCRIBE that belongs to no subscription. */
    UNKNOWN_SUBSCRIPTION("unknown-subscription"),
    /** A subscription to something else than the catalog. */
    BAD_EVENT("bad-event"),
    /** A query for an id that the upper does not see. */
    UNKNOWN_CHANNEL("unknown-channel"),
    /** A query for a channel that the upper sees, but not for that. */
    NOT_PERMITTED("not-permitted"),
    /** More queries or subscriptions at once than are served. */
    TOO_BUSY("catalog-busy"),
    /** An upper did not take an answer or a notification. */
    NOT_TAKEN("catalog-not-taken"),
    /** A lower did not accept our subscription. */
    SUBSCRIPTION_FAILED("catalog-subscription-failed"),
    /** A shared channel cannot be shown. */
    NOT_SHOWN("catalog-not-shown");

    private final String label;

    CatalogProblem(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
