package cascade.gateway.admin.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Page of the channels that fit a query.
 *
 * @param total how many fit in all
 */
public record ChannelPage(long total, int offset, int limit, List<ChannelView> channels) {

    public ChannelPage {
        channels = List.copyOf(channels);
    }

    /** The page that the query asks for out of all channels, in their order. */
    public static ChannelPage of(ChannelQuery query, Stream<ChannelView> all) {
        var finder = new Finder(query);
        all.forEach(finder::add);
        return finder.page();
    }

    /** Finder of a page, which is shown all channels one after the other. Confined to one thread. */
    public static final class Finder {

        private final ChannelQuery query;
        private final List<ChannelView> found = new ArrayList<>();
        private long fitting;

        public Finder(ChannelQuery query) {
            this.query = query;
        }

        /** Takes the next channel. */
        public void add(ChannelView channel) {
            if (query.matches(channel)) {
                if (fitting >= query.offset() && found.size() < query.limit()) {
                    found.add(channel);
                }
                fitting++;
            }
        }

        /** What was found among those that it was shown. */
        public ChannelPage page() {
            return new ChannelPage(fitting, query.offset(), query.limit(), found);
        }
    }

    public JsonObject toJson() {
        var items = new JsonArray();
        channels.forEach(channel -> items.add(channel.toJson()));
        return new JsonObject()
                .put("total", total)
                .put("offset", offset)
                .put("limit", limit)
                .put("channels", items);
    }
}
