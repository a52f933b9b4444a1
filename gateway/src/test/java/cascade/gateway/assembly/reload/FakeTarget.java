package cascade.gateway.assembly.reload;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.config.NetworkConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes down what a reload touches, in its order. */
final class FakeTarget implements ReloadTarget {

    final List<String> touched = new ArrayList<>();
    final Map<String, Promise<Void>> leaving = new LinkedHashMap<>();

    /** Networks whose sockets cannot be bound. */
    final Set<String> taken = new HashSet<>();

    @Override
    public Future<Void> addNetwork(NetworkConfig network) {
        touched.add("bind " + network.name());
        return taken.contains(network.name())
                ? Future.failedFuture(network.sip().bind() + " is taken")
                : Future.succeededFuture();
    }

    @Override
    public void removeNetwork(NetworkConfig network) {
        touched.add("unbind " + network.name());
    }

    @Override
    public void onSettings(GatewayConfig before, GatewayConfig after) {
        touched.add("settings");
    }

    /** Domains that a fault of ours keeps from following. */
    final Set<String> faulty = new HashSet<>();

    @Override
    public void addDomain(DomainConfig domain) {
        touched.add("add " + domain.name());
        fail(domain);
    }

    @Override
    public Future<Void> removeDomain(DomainConfig domain) {
        touched.add("remove " + domain.name());
        Promise<Void> left = Promise.promise();
        leaving.put(domain.name(), left);
        return left.future();
    }

    @Override
    public void changeDomain(DomainConfig before, DomainConfig after) {
        touched.add("change " + after.name());
        fail(after);
    }

    private void fail(DomainConfig domain) {
        if (faulty.contains(domain.name())) {
            throw new IllegalStateException("a fault of ours");
        }
    }
}
