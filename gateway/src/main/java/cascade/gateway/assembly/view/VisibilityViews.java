package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.VisibilityView;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.catalog.share.Visibility;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Visibility of an id's channels in the words of the API. Control loop only. */
final class VisibilityViews {

    private final Catalogs catalogs;
    private final List<UpperDomain> uppers;
    private final DeviceId asked;

    private VisibilityViews(Catalogs catalogs, Domains domains, DeviceId asked) {
        this.catalogs = catalogs;
        this.asked = asked;
        uppers = domains.uppers();
    }

    /** Empty when no lower and no upper knows that id, and the configuration names it nowhere. */
    static Optional<VisibilityView> of(Catalogs catalogs, Domains domains, String id) {
        return DeviceId.tryParse(id)
                .map(asked -> new VisibilityViews(catalogs, domains, asked).channels())
                .filter(channels -> !channels.isEmpty())
                .map(channels -> new VisibilityView(id.strip(), channels));
    }

    private List<VisibilityView.Channel> channels() {
        Set<ChannelRef> refs = new LinkedHashSet<>();
        catalogs.tree().lowers().stream().sorted().forEach(lower -> refs.add(new ChannelRef(lower, asked)));
        uppers.forEach(upper -> view(upper).candidates(asked).forEach(refs::add));
        boolean known = refs.stream().anyMatch(ref -> catalogs.tree().find(ref).isPresent());
        return refs.stream()
                .filter(ref -> known ? catalogs.tree().find(ref).isPresent() : isNamed(ref))
                .map(this::channel)
                .toList();
    }

    /** A map names an id, not the lower that has it: what no lower has may come from any that is shared. */
    private boolean isNamed(ChannelRef ref) {
        return uppers.stream().anyMatch(upper -> view(upper).isNamed(ref));
    }

    private VisibilityView.Channel channel(ChannelRef ref) {
        Optional<TreeNode> node = catalogs.tree().find(ref);
        return new VisibilityView.Channel(
                ref.lower(),
                ref.originalId().value(),
                node.flatMap(known -> known.item().name()).orElse(""),
                node.map(known -> known.state() == ChannelState.ON),
                uppers.stream().map(upper -> upper(upper, ref)).toList());
    }

    private VisibilityView.Upper upper(UpperDomain upper, ChannelRef ref) {
        Visibility found = view(upper).visibility(ref).askedAs(asked, ref.originalId());
        return new VisibilityView.Upper(
                upper.name(),
                found.isVisible(),
                found.exportedId().map(DeviceId::value),
                found.code(),
                found.rule(),
                found.reason());
    }

    private ShareView view(UpperDomain upper) {
        return catalogs.view(upper.name());
    }
}
