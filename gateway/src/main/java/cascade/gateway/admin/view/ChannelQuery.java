package cascade.gateway.admin.view;

import java.util.Locale;
import java.util.Optional;

/**
 * Channel query: filter and page.
 *
 * @param domain a lower: its channels; an upper: what is shared with it; empty: all
 * @param text part of an id (original or exported) or of the name, in any case; "" fits all
 * @param offset how many fitting channels to pass over
 * @param limit how many to answer at most
 */
public record ChannelQuery(Optional<String> domain, String text, int offset, int limit) {

    public ChannelQuery {
        if (offset < 0) {
            throw new IllegalArgumentException("offset: " + offset + " (expected: zero or more)");
        }
        if (limit < 1) {
            throw new IllegalArgumentException("limit: " + limit + " (expected: at least one)");
        }
        text = text.toLowerCase(Locale.ROOT);
    }

    public boolean matches(ChannelView channel) {
        return matchesDomain(channel) && matchesText(channel);
    }

    private boolean matchesDomain(ChannelView channel) {
        return domain.isEmpty()
                || channel.domain().equals(domain.get())
                || channel.exports().stream().anyMatch(export -> export.domain().equals(domain.get()));
    }

    private boolean matchesText(ChannelView channel) {
        return contains(channel.id())
                || contains(channel.name())
                || channel.exports().stream().anyMatch(export -> contains(export.id()));
    }

    private boolean contains(String field) {
        return field.toLowerCase(Locale.ROOT).contains(text);
    }
}
