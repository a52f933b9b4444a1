package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.ChannelView;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Channel list of the API: the devices of all lowers, each with the uppers that see it. Control loop only. */
final class ChannelViews {

    private ChannelViews() {}

    static Stream<ChannelView> of(Catalogs catalogs, Domains domains) {
        return domains.lowers().stream()
                .flatMap(lower -> catalogs.tree().nodes(lower.name()).stream())
                .filter(node -> node.kind() == NodeKind.DEVICE)
                .map(node -> view(node, catalogs, domains.uppers()));
    }

    private static ChannelView view(TreeNode node, Catalogs catalogs, List<UpperDomain> uppers) {
        return new ChannelView(
                node.ref().lower(),
                node.ref().originalId().value(),
                node.item().name().orElse(""),
                node.state() == ChannelState.ON,
                node.item().parentIds().stream().findFirst().map(DeviceId::value),
                node.item().manufacturer(),
                uppers.stream()
                        .flatMap(upper -> export(node, catalogs, upper).stream())
                        .toList());
    }

    private static Optional<ChannelView.Export> export(TreeNode node, Catalogs catalogs, UpperDomain upper) {
        return catalogs.view(upper.name())
                .exportedId(node.ref())
                .map(id -> new ChannelView.Export(upper.name(), id.value()));
    }
}
