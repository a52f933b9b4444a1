package cascade.config.domain;

import cascade.config.value.ChannelPattern;
import cascade.config.value.Require;
import java.util.List;
import java.util.regex.Pattern;

/** Tree shape in which an upper sees the channels that are shared with it. */
public sealed interface TreeView {

    /** As the lower platforms arranged them. */
    record Original() implements TreeView {}

    /** All channels directly below our platform. */
    record Flat() implements TreeView {}

    /** Below organisations of our own making (虚拟组织); channels that none of them names stand below the root. */
    record Virtual(Organisation root) implements TreeView {}

    /**
     * A node of the virtual tree.
     *
     * @param id 20 digits, or the 2, 4, 6 or 8 of an administrative area
     * @param channels by the ids that the upper sees
     */
    record Organisation(String id, String name, List<Organisation> children, List<ChannelPattern> channels) {

        private static final Pattern ID = Pattern.compile("\\d{2}|\\d{4}|\\d{6}|\\d{8}|\\d{20}");

        public Organisation {
            Require.that(ID.matcher(id).matches(), "id", id, "20 digits, or 2, 4, 6 or 8 of an area");
            Require.text("name", name);
            children = List.copyOf(children);
            channels = List.copyOf(channels);
        }
    }
}
