package cascade.gateway.domain.peer;

import cascade.address.IpFamily;
import cascade.address.IpText;
import cascade.config.value.HostPort;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Look-up of a configured host's address; a failure says in a sentence what is wrong with its name. */
@FunctionalInterface
public interface Resolver {

    /** @param family the one that its network speaks; a name may have addresses of both */
    Future<InetSocketAddress> resolve(HostPort host, IpFamily family);

    /** Addresses are taken as they are, names go to the system's resolver on a worker. */
    static Resolver of(Vertx vertx) {
        return of(vertx, InetAddress::getAllByName);
    }

    /** @param names tells the addresses of a name, of both families; it may block */
    static Resolver of(Vertx vertx, NameService names) {
        return (host, family) -> IpText.parse(host.host())
                .map(address -> Future.succeededFuture(new InetSocketAddress(address, host.port())))
                .orElseGet(() -> vertx.executeBlocking(
                        () -> new InetSocketAddress(lookUp(names, host.host(), family), host.port())));
    }

    private static InetAddress lookUp(NameService names, String name, IpFamily family) throws UnknownHostException {
        InetAddress[] found;
        try {
            found = names.addresses(name);
        } catch (UnknownHostException bareName) {
            throw unknown(name, "is not known to this machine's resolver (expected: a name in DNS or /etc/hosts)");
        }
        return Arrays.stream(found)
                // one that needs a zone is good on one link alone
                .filter(address -> IpFamily.of(address) == family)
                .filter(address -> family == IpFamily.IPV4 || !address.isLinkLocalAddress())
                .findFirst()
                .orElseThrow(
                        () -> unknown(name, "has no " + family + " address (expected: one, or the address itself)"));
    }

    /** Name service of this machine. */
    @FunctionalInterface
    interface NameService {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    private static UnknownHostException unknown(String name, String why) {
        return new UnknownHostException("host name " + name + " " + why);
    }
}
