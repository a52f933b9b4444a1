package cascade.gateway.catalog.keep;

import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.KeptChannel;
import cascade.gateway.catalog.tree.KeptPage;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.PackedItems;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Record of a page, and its key in the store. Any thread.
 *
 * <pre>
 *   key     name of the lower, "/", number of the page
 *   record  number of channels u16, the state of each u8 (0 ON, 1 OFF, 2 VLOST, 3 DEFECT), the items as {@link PackedItems}
 *
 *   key     name of the lower, "/"
 *   record  a {@link KeptHead}
 * </pre>
 */
final class PageRecord {

    private static final char SEPARATOR = '/';
    private static final List<ChannelState> STATES =
            List.of(ChannelState.ON, ChannelState.OFF, ChannelState.VLOST, ChannelState.DEFECT);

    /**
     * Key of a record of this kind.
     *
     * @param page empty for the head of the tree
     */
    record Key(String lower, Optional<Integer> page) {

        static Optional<Key> parse(String text) {
            int separator = text.lastIndexOf(SEPARATOR);
            String page = text.substring(separator + 1);
            if (separator < 1 || !page.chars().allMatch(c -> c >= '0' && c <= '9') || page.length() > 7) {
                return Optional.empty();
            }
            return Optional.of(new Key(
                    text.substring(0, separator),
                    page.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(page))));
        }
    }

    private PageRecord() {}

    static String key(String lower, int page) {
        return lower + SEPARATOR + page;
    }

    static String headKey(String lower) {
        return lower + SEPARATOR;
    }

    static Buffer write(List<KeptChannel> channels) {
        byte[] items =
                PackedItems.write(channels.stream().map(KeptChannel::item).toList());
        Buffer record = Buffer.buffer(Short.BYTES + channels.size() + items.length);
        record.appendUnsignedShort(channels.size());
        channels.forEach(channel -> record.appendByte((byte) STATES.indexOf(channel.reported())));
        return record.appendBytes(items);
    }

    /** @throws IllegalArgumentException or IndexOutOfBoundsException the record is no page */
    static KeptPage read(int number, Buffer record) {
        int size = record.getUnsignedShort(0);
        List<CatalogItem> items = PackedItems.read(record.getBytes(Short.BYTES + size, record.length()));
        if (items.size() != size) {
            throw new IllegalArgumentException("page of " + size + " channels has " + items.size() + " items");
        }
        var channels = new ArrayList<KeptChannel>(size);
        for (int i = 0; i < size; i++) {
            channels.add(new KeptChannel(items.get(i), STATES.get(record.getByte(Short.BYTES + i))));
        }
        return new KeptPage(number, channels);
    }
}
