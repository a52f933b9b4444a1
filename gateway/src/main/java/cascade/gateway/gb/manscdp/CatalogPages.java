package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Catalog answer as a row of messages within {@link PageLimits} (多响应消息传输, GB/T 28181-2016 annex N). Each message is
 * made when it is asked for, because the sender waits for the answer to the one before; the items are those of the
 * moment of creation, so SumNum holds.
 *
 * <p>Confined to the thread that uses it. GB/T 28181-2016 annex N, GB/T 28181-2022 annex M.
 */
public final class CatalogPages implements Iterator<CatalogResponse> {
    private final List<CatalogItem> items;
    private final PageLimits limits;
    private final ManscdpWriter writer;
    private final int itemSpaceBytes;
    private final Function<List<CatalogItem>, CatalogResponse> message;
    private int next;
    private boolean hasNext = true;

    private CatalogPages(
            List<CatalogItem> items,
            PageLimits limits,
            ManscdpWriter writer,
            int itemSpaceBytes,
            Function<List<CatalogItem>, CatalogResponse> message) {
        this.items = List.copyOf(items);
        this.limits = limits;
        this.writer = writer;
        this.itemSpaceBytes = itemSpaceBytes;
        this.message = message;
    }

    /** The answer to a query: one SN, SumNum over all parts; an empty catalog is one message without a list. */
    public static CatalogPages responses(
            long sn, DeviceId deviceId, List<CatalogItem> items, PageLimits limits, ManscdpWriter writer) {
        int sumNum = items.size();
        int space = itemSpaceBytes(limits, writer, CatalogResponse.part(sn, deviceId, sumNum, List.of()));
        return new CatalogPages(items, limits, writer, space, page -> CatalogResponse.part(sn, deviceId, sumNum, page));
    }

    /**
     * A notification of the first items, as many as go into a message; it counts its own.
     *
     * @param items at least one; no more of them is asked for than that message decides about
     */
    public static CatalogNotify notification(
            long sn, DeviceId deviceId, Iterator<CatalogItem> items, PageLimits limits, ManscdpWriter writer) {
        int freeBytes = itemSpaceBytes(
                limits,
                writer,
                new CatalogNotify(sn, deviceId, OptionalInt.of(limits.maxItems()), List.of(), List.of()));
        var page = new ArrayList<CatalogItem>();
        while (items.hasNext() && page.size() < limits.maxItems()) {
            CatalogItem item = items.next();
            freeBytes -= writer.itemBytes(item);
            if (freeBytes < 0 && !page.isEmpty()) {
                break;
            }
            page.add(item);
        }
        return CatalogNotify.of(sn, deviceId, page);
    }

    private static int itemSpaceBytes(PageLimits limits, ManscdpWriter writer, ManscdpMessage withoutItems) {
        return limits.maxBodyBytes() - listBytes(limits) - writer.write(withoutItems).length;
    }

    /** The list around the items, of a message that is as full as it may be. */
    private static int listBytes(PageLimits limits) {
        return ("<DeviceList Num=\"" + limits.maxItems() + "\">\r\n</DeviceList>\r\n").length();
    }

    @Override
    public boolean hasNext() {
        return hasNext;
    }

    @Override
    public CatalogResponse next() {
        if (!hasNext) {
            throw new NoSuchElementException("all pages were taken");
        }
        int from = next;
        next = pageEnd(from);
        hasNext = next < items.size();
        return message.apply(items.subList(from, next));
    }

    private int pageEnd(int from) {
        int longest = Math.min(items.size(), from + limits.maxItems());
        int freeBytes = itemSpaceBytes;
        for (int i = from; i < longest; i++) {
            freeBytes -= writer.itemBytes(items.get(i));
            if (freeBytes < 0 && i > from) {
                return i;
            }
        }
        return longest;
    }
}
