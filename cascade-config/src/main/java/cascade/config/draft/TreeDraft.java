package cascade.config.draft;

import cascade.config.domain.TreeView;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import cascade.config.value.ChannelPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Draft of the key {@code tree}, as it was read.
 *
 * @param organisationIds the ids of all its virtual organisations
 */
public record TreeDraft(List<Field<String>> organisationIds, Supplier<TreeView> build) {

    private static final String TREE = "tree";

    static TreeDraft read(Section domain) {
        if (domain.isSection(TREE)) {
            List<Field<String>> ids = new ArrayList<>();
            Supplier<TreeView.Organisation> root = organisation(domain.section(TREE), ids);
            return new TreeDraft(ids, () -> new TreeView.Virtual(root.get()));
        }
        return new TreeDraft(List.of(), domain.read(TREE, Kinds.TREE)::get);
    }

    private static Supplier<TreeView.Organisation> organisation(Section section, List<Field<String>> ids) {
        Field<String> id = section.read("id", Kinds.ORGANISATION_ID);
        ids.add(id);
        Field<String> name = section.read("name", Kinds.LABEL);
        List<Supplier<TreeView.Organisation>> children = section.sections("children").stream()
                .map(child -> organisation(child, ids))
                .toList();
        List<Field<ChannelPattern>> channels = section.readList("channels", Kinds.CHANNELS);
        section.finish();
        return () -> new TreeView.Organisation(
                id.get(), name.get(), children.stream().map(Supplier::get).toList(), Field.values(channels));
    }
}
