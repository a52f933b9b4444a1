package cascade.gateway.domain.peer;

import cascade.config.value.HostPort;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Finds the address of a configured host. */
@FunctionalInterface
public interface Resolver {

    Future<InetSocketAddress> resolve(HostPort host);

    /** Addresses are taken as they are, names go to the system's resolver on a worker. */
    static Resolver of(Vertx vertx) {
        return host -> {
            try {
                return Future.succeededFuture(new InetSocketAddress(InetAddress.ofLiteral(host.host()), host.port()));
            } catch (IllegalArgumentException aName) {
                return vertx.executeBlocking(() -> new InetSocketAddress(lookUp(host.host()), host.port()));
            }
        };
    }

    private static InetAddress lookUp(String name) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(name))
                .filter(Inet4Address.class::isInstance)
                .findFirst()
                .orElseThrow(() -> new UnknownHostException(name + ": no IPv4 address"));
    }
}
