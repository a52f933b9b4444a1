package cascade.gateway.admin.view;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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
        List<ChannelView> fitting = all.filter(query::matches).toList();
        int from = Math.min(query.offset(), fitting.size());
        int to = from + Math.min(query.limit(), fitting.size() - from);
        return new ChannelPage(fitting.size(), query.offset(), query.limit(), fitting.subList(from, to));
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
