package cascade.gateway.catalog.serve;

import cascade.gateway.gb.manscdp.CatalogPages;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Catalog answer on its way to an upper, part by part (多响应消息传输). Control loop only. */
final class CatalogAnswer {

    /** Queries of one upper that may overtake each other while the first is sent again. */
    private static final int MOST_OVERTAKING = 8;

    /** One of its messages. */
    static final class Part {
        private final CatalogAnswer answer;
        private final byte[] body;
        private final int items;
        private int attempts;

        private Part(CatalogAnswer answer, byte[] body, int items) {
            this.answer = answer;
            this.body = body;
            this.items = items;
        }

        CatalogAnswer answer() {
            return answer;
        }

        byte[] body() {
            return body;
        }

        int items() {
            return items;
        }

        /** How often it was sent in vain. */
        int attempts() {
            return attempts;
        }

        void failed() {
            attempts++;
        }
    }

    private final CatalogQuery query;
    private final Supplier<CatalogPages> newPages;
    private @Nullable CatalogPages pages;
    private int openItems;
    private int openParts;
    private int lostInRow;

    /**
     * @param query that it answers
     * @param newPages asked once, when the upper has an address
     */
    CatalogAnswer(CatalogQuery query, int items, Supplier<CatalogPages> newPages) {
        this.query = query;
        this.newPages = newPages;
        this.openItems = items;
    }

    boolean isGivenUpBy(CatalogQuery later) {
        return isGivenUp(query, later);
    }

    /**
     * Whether who asked the one waits no more for its answer, having asked the other. Not where the other only came late: its SN
     * is a little lower. Otherwise an SN tells no order, since some uppers draw it by lot (WVP), and count anew when they start.
     */
    static boolean isGivenUp(CatalogQuery query, CatalogQuery later) {
        long ahead = query.sn() - later.sn();
        boolean cameLate = ahead > 0 && ahead <= MOST_OVERTAKING;
        return query.deviceId().equals(later.deviceId()) && !cameLate;
    }

    boolean hasMore() {
        return pages == null || pages.hasNext();
    }

    /** The next part, never sent yet. */
    Part next(Function<CatalogResponse, byte[]> written) {
        CatalogPages left = pages == null ? newPages.get() : pages;
        pages = left;
        CatalogResponse part = left.next();
        openParts++;
        return new Part(this, written.apply(part), part.items().size());
    }

    /** The upper has it. */
    void taken(Part part) {
        lostInRow = 0;
        settle(part);
    }

    /**
     * The upper will never have it.
     *
     * @return how many in a row that makes
     */
    int lost(Part part) {
        lostInRow++;
        settle(part);
        return lostInRow;
    }

    private void settle(Part part) {
        openItems -= part.items();
        openParts--;
    }

    /** Whether no part is left to be sent or answered. */
    boolean isDone() {
        return !hasMore() && openParts == 0;
    }

    /** Items that the upper was not told, or has not acknowledged. */
    int openItems() {
        return openItems;
    }
}
