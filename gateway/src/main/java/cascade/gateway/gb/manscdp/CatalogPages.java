package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Catalog answer as a row of messages within {@link PageLimits} (多响应消息传输, GB/T 28181-2016 annex N). Each message is
 * made when it is asked for, because the sender waits for the answer to the one before; the items are those of the
 * moment of creation, so SumNum holds.
 *
 * <p>Confined to the thread that uses it. GB/T 28181-2016 annex N, GB/T 28181-2022 annex M.
 */
public final class CatalogPages<M extends ManscdpMessage> implements Iterator<M> {
    private final List<CatalogItem> items;
    private final PageLimits limits;
    private final ManscdpWriter writer;
    private final int itemSpaceBytes;
    private final Function<List<CatalogItem>, M> message;
    private int next;
    private boolean hasNext;

    private CatalogPages(
            List<CatalogItem> items,
            PageLimits limits,
            ManscdpWriter writer,
            ManscdpMessage withoutItems,
            Function<List<CatalogItem>, M> message) {
        this.items = List.copyOf(items);
        this.limits = limits;
        this.writer = writer;
        this.message = message;
        itemSpaceBytes = limits.maxBodyBytes() - listBytes(limits) - writer.write(withoutItems).length;
    }

    /** The list around the items, of a message that is as full as it may be. */
    private static int listBytes(PageLimits limits) {
        return ("<DeviceList Num=\"" + limits.maxItems() + "\">\r\n</DeviceList>\r\n").length();
    }

    /** The answer to a query: one SN, SumNum over all parts; an empty catalog is one message without a list. */
    public static CatalogPages<CatalogResponse> responses(
            long sn, DeviceId deviceId, List<CatalogItem> items, PageLimits limits, ManscdpWriter writer) {
        int sumNum = items.size();
        CatalogPages<CatalogResponse> pages = new CatalogPages<>(
                items,
                limits,
                writer,
                CatalogResponse.part(sn, deviceId, sumNum, List.of()),
                page -> CatalogResponse.part(sn, deviceId, sumNum, page));
        pages.hasNext = true;
        return pages;
    }

    /** Notifications: an SN for each message, which counts its own items; no changes are no message. */
    public static CatalogPages<CatalogNotify> notifications(
            LongSupplier nextSn, DeviceId deviceId, List<CatalogItem> items, PageLimits limits, ManscdpWriter writer) {
        CatalogPages<CatalogNotify> pages = new CatalogPages<>(
                items,
                limits,
                writer,
                // the SNs are not known yet: room for the longest
                new CatalogNotify(Long.MAX_VALUE, deviceId, OptionalInt.of(items.size()), List.of(), List.of()),
                page -> CatalogNotify.of(nextSn.getAsLong(), deviceId, page));
        pages.hasNext = !items.isEmpty();
        return pages;
    }

    @Override
    public boolean hasNext() {
        return hasNext;
    }

    @Override
    public M next() {
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
