package cascade.gateway.domain.peer;

import cascade.config.value.HostPort;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Look-up of a configured host's IPv4 address; a failure says in a sentence what is wrong with its name. */
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
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(name);
        } catch (UnknownHostException bareName) {
            throw unknown(name, "is not known to this machine's resolver (expected: a name in DNS or /etc/hosts)");
        }
        return Arrays.stream(found)
                .filter(Inet4Address.class::isInstance)
                .findFirst()
                .orElseThrow(() -> unknown(name, "has no IPv4 address (expected: one, or the address itself)"));
    }

    private static UnknownHostException unknown(String name, String why) {
        return new UnknownHostException("host name " + name + " " + why);
    }
}
