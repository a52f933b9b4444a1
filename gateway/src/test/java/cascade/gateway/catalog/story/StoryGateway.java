package cascade.gateway.catalog.story;

import cascade.config.GatewayConfig;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblems;
import cascade.gateway.catalog.story.FakeNetwork.Client;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.dispatch.NotServed;
import cascade.gateway.domain.DomainStage;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.StagedDomains;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.peer.SipSide;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.subscription.keep.KeptSubscriptions;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.MemoryStore;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.time.Timers;
import cascade.monitoring.Meters;
import cascade.monitoring.Role;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The gateway of a story: its domains and catalogs as they are, on the fake network. A restart begins with nothing, or in every
 * other story with the channels that were kept.
 */
final class StoryGateway implements Host {

    private static final Duration LIFETIME = Duration.ofHours(1);

    /** One process. */
    private record Run(StagedDomains domains, Catalogs catalogs) {}

    private final GatewayConfig config;
    private final SipPeer address;
    private final StoryWorld world;
    private final FakeTime time;
    private @Nullable Run run;
    private final boolean keepsChannels;
    private MemoryStore store = new MemoryStore();
    private int life;
    private int tokens;

    StoryGateway(GatewayConfig config, SipPeer address, StoryWorld world) {
        this.config = config;
        this.address = address;
        this.world = world;
        this.time = world.time();
        this.keepsChannels = world.random().nextBoolean();
    }

    void start() {
        life++;
        var meters = new Meters();
        config.uppers().keySet().forEach(name -> meters.addDomain(name, Role.UPPER));
        config.lowers().keySet().forEach(name -> meters.addDomain(name, Role.LOWER));
        int mine = life;
        Timers mortal = (delay, action) -> time.after(delay, () -> {
            if (mine == life) {
                action.run();
            }
        });
        var random = new Random(world.random().nextLong());
        var domains = new StagedDomains(config, meters, mortal, time, time, random, new Wire(mine));
        var catalogs = new Catalogs(new CatalogContext(
                new ChannelTree(config.catalog().maxItems()),
                () -> config,
                meters.catalog(),
                meters.subscriptions(),
                new CatalogProblems(SipObserver.NONE, time),
                new NotServed(SipObserver.NONE, time),
                mortal,
                time,
                random,
                KeptSubscriptions.none()));
        domains.lowers().forEach(catalogs::onAdded);
        domains.uppers().forEach(catalogs::onAdded);
        if (keepsChannels) {
            store = store.restarted();
            catalogs.keepIn(store, StoryGateway::now);
        }
        domains.listen(catalogs.upperListener(), catalogs.lowerListener());
        run = new Run(domains, catalogs);
        domains.start();
    }

    private static <T> Future<T> now(Callable<T> work) {
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception failed) {
            return Future.failedFuture(failed);
        }
    }

    /** Gone without a word. */
    void crash() {
        life++;
        run = null;
    }

    Catalogs catalogs() {
        return running().catalogs();
    }

    private Run running() {
        return Objects.requireNonNull(run);
    }

    // its lowers

    void onRegister(Host lower, String callId) {
        if (isUp()) {
            running().domains().register(lower.name(), lower.address(), callId, LIFETIME);
        }
    }

    void onUnregister(Host lower) {
        if (isUp()) {
            running().domains().unregister(lower.name());
        }
    }

    /** @return false where the lower has to register first */
    boolean onKeepalive(Host lower) {
        return !isUp() || running().domains().keepalive(lower.name(), lower.address());
    }

    // the network

    @Override
    public void onRequest(ServerTransaction transaction) {
        StagedDomains domains = running().domains();
        String sender = transaction.domains().iterator().next();
        Optional<ManscdpMessage> body =
                Optional.of(transaction.request()).filter(SipRequest::hasBody).map(r -> Manscdp.read(r.body()));
        if (config.uppers().containsKey(sender)) {
            onRequest(transaction, domains.upper(sender), body);
        } else if (domains.lower(sender).isOnline()) {
            onRequest(transaction, domains.lower(sender), body);
        } else {
            transaction.refuse(403, "not registered");
        }
    }

    private void onRequest(ServerTransaction transaction, UpperDomain upper, Optional<ManscdpMessage> body) {
        switch (transaction.request().method()) {
            case "MESSAGE" -> catalogs().onMessage(transaction, upper, body.orElseThrow());
            case "SUBSCRIBE" -> catalogs().subscribes().onRequest(transaction, upper, body);
            default -> throw new AssertionError(transaction.request().method());
        }
    }

    private void onRequest(ServerTransaction transaction, LowerDomain lower, Optional<ManscdpMessage> body) {
        switch (transaction.request().method()) {
            case "MESSAGE" -> catalogs().onMessage(transaction, lower, body.orElseThrow());
            case "NOTIFY" -> catalogs().notifies().onRequest(transaction, lower, body);
            default -> throw new AssertionError(transaction.request().method());
        }
    }

    private final class Wire implements SipSide {
        private final int mine;

        Wire(int mine) {
            this.mine = mine;
        }

        @Override
        public ClientTransaction send(
                SipRequest request, SipPeer peer, Optional<Duration> timeout, MessageSecurity security) {
            return mine == life
                    ? world.network().send(StoryGateway.this, peer, request, timeout, Client.PROPER)
                    : new FakeClientTransaction(request, peer);
        }

        @Override
        public ClientTransaction resume(
                SipRequest sent, SipPeer peer, Optional<String> answeredTag, MessageSecurity security) {
            throw new AssertionError("no former process");
        }

        @Override
        public ServerTransaction resume(SipRequest received, SipPeer source, String localTag) {
            throw new AssertionError("no former process");
        }

        @Override
        public ListeningPoint listeningPoint(String network) {
            return DomainStage.point(network);
        }

        @Override
        public boolean isConnected(SipPeer peer) {
            return false;
        }

        @Override
        public String newToken() {
            tokens++;
            return "token" + tokens;
        }
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public SipPeer address() {
        return address;
    }

    @Override
    public boolean isUp() {
        return run != null;
    }

    @Override
    public int life() {
        return life;
    }
}
