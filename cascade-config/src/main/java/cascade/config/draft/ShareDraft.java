package cascade.config.draft;

import cascade.config.domain.Share;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import cascade.config.value.ChannelPattern;
import cascade.config.value.TypeCode;
import java.util.List;

/** Draft of an entry of {@code share}, as it was read. */
public record ShareDraft(
        Field<String> from,
        List<Field<ChannelPattern>> channels,
        List<Field<String>> below,
        List<Field<TypeCode>> types,
        List<Field<ChannelPattern>> except,
        List<Field<String>> exceptBelow) {

    static ShareDraft read(Section section) {
        ShareDraft draft = new ShareDraft(
                section.read("from", Kinds.LOWER_DOMAIN),
                section.readList("channels", Kinds.CHANNELS),
                section.readList("below", Kinds.NODE_ID),
                section.readList("types", Kinds.TYPE_CODE),
                section.readList("except", Kinds.CHANNELS),
                section.readList("except-below", Kinds.NODE_ID));
        section.finish();
        return draft;
    }

    Share build() {
        return new Share(
                from.get(),
                Field.values(channels),
                Field.values(below),
                Field.values(types),
                Field.values(except),
                Field.values(exceptBelow));
    }

    /** The ids that are shared by name, not by their beginning. */
    public List<Field<ChannelPattern>> named() {
        return channels.stream()
                .filter(field -> field.found()
                        .filter(channel -> !channel.isPrefix() && !excepts(channel.text()))
                        .isPresent())
                .toList();
    }

    private boolean excepts(String channelId) {
        return except.stream()
                .anyMatch(field -> field.found()
                        .filter(channel -> channel.matches(channelId))
                        .isPresent());
    }
}
