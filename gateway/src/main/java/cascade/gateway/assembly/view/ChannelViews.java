package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.ChannelPage;
import cascade.gateway.admin.view.ChannelQuery;
import cascade.gateway.admin.view.ChannelView;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.time.Turns;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Channel list of the API: the devices of all lowers, each with the uppers that see it. A page is looked for some hundred
 * channels a turn of the loop, since a city's would hold up every call. Control loop only.
 */
final class ChannelViews {

    /** Some milliseconds' work. */
    static final int CHANNELS_PER_TURN = 1_000;

    private final Catalogs catalogs;
    private final Domains domains;
    private final ChannelPage.Finder finder;
    private final Iterator<String> lowers;
    private String lower = "";
    private Iterator<DeviceId> ids = Collections.emptyIterator();
    private final Promise<ChannelPage> found = Promise.promise();

    private ChannelViews(Catalogs catalogs, Domains domains, ChannelQuery query) {
        this.catalogs = catalogs;
        this.domains = domains;
        finder = new ChannelPage.Finder(query);
        lowers = domains.lowers().stream()
                .map(Domain::name)
                .filter(name -> mayFit(name, query, domains))
                .toList()
                .iterator();
    }

    /** The page that the query asks for; what changes while it is looked for may be in it or not. */
    static Future<ChannelPage> page(Catalogs catalogs, Domains domains, ChannelQuery query) {
        var views = new ChannelViews(catalogs, domains, query);
        views.look();
        return views.found.future();
    }

    /** Whether the lower is not the one asked for, and so need not be looked at. */
    private static boolean mayFit(String lower, ChannelQuery query, Domains domains) {
        return query.domain()
                .filter(asked -> domains.lower(asked).isPresent() && !asked.equals(lower))
                .isEmpty();
    }

    private void look() {
        List<UpperDomain> uppers = domains.uppers();
        for (int i = 0; i < CHANNELS_PER_TURN && ids.hasNext(); i++) {
            DeviceId id = ids.next();
            if (id.nodeKind() == NodeKind.DEVICE) {
                catalogs.tree()
                        .find(new ChannelRef(lower, id))
                        .map(node -> view(node, uppers))
                        .ifPresent(finder::add);
            }
        }
        if (ids.hasNext()) {
            catalogs.timers().after(Turns.PAUSE, this::look);
        } else if (lowers.hasNext()) {
            lower = lowers.next();
            ids = catalogs.tree().ids(lower).iterator();
            catalogs.timers().after(Turns.PAUSE, this::look);
        } else {
            found.complete(finder.page());
        }
    }

    private ChannelView view(TreeNode node, List<UpperDomain> uppers) {
        return new ChannelView(
                node.ref().lower(),
                node.ref().originalId().value(),
                node.item().name().orElse(""),
                node.state() == ChannelState.ON,
                node.item().parentIds().stream().findFirst().map(DeviceId::value),
                node.item().manufacturer(),
                uppers.stream().flatMap(upper -> export(node, upper).stream()).toList());
    }

    private Optional<ChannelView.Export> export(TreeNode node, UpperDomain upper) {
        return catalogs.view(upper.name())
                .exportedId(node.ref())
                .map(id -> new ChannelView.Export(upper.name(), id.value()));
    }
}
