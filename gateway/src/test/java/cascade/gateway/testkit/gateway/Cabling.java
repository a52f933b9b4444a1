package cascade.gateway.testkit.gateway;

import cascade.address.IpFamily;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.NetworkNamespace;
import java.util.Optional;

/**
 * Network of an upper, a gateway and a lower with addresses of both families: a network namespace for each with a cable to the gateway's,
 * where namespaces can be made, else this machine's loopback, where IPv6 has one address only. Any thread.
 */
public final class Cabling implements AutoCloseable {

    private static final String HERE_IPV6 = "::1";

    /** An end of a cable. */
    enum End {
        UPPER("1", "10"),
        CITY("1", "1"),
        DISTRICT("2", "1"),
        LOWER("2", "20");

        private final String cable;
        private final String host;

        End(String cable, String host) {
            this.cable = cable;
            this.host = host;
        }

        private String inNamespace(IpFamily family) {
            return switch (family) {
                case IPV4 -> "10.77." + cable + "." + host;
                case IPV6 -> "fd77:" + cable + "::" + host;
            };
        }

        private String device() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    final Site upper;
    final Site gateway;
    final Site lower;
    private final LoopbackSubnet here = LoopbackSubnet.next();

    private Cabling(Site upper, Site gateway, Site lower) {
        this.upper = upper;
        this.gateway = gateway;
        this.lower = lower;
    }

    public static Cabling lay() {
        Optional<String> missing = NetworkNamespace.missing();
        if (missing.isPresent()) {
            System.out.println("no network namespaces here, all on loopback: " + missing.get());
            return new Cabling(Site.HERE, Site.HERE, Site.HERE);
        }
        NetworkNamespace upper = NetworkNamespace.create();
        NetworkNamespace gateway = NetworkNamespace.create();
        NetworkNamespace lower = NetworkNamespace.create();
        var cabling =
                new Cabling(new Site(Optional.of(upper)), new Site(Optional.of(gateway)), new Site(Optional.of(lower)));
        connect(upper, End.UPPER, gateway, End.CITY);
        connect(lower, End.LOWER, gateway, End.DISTRICT);
        return cabling;
    }

    private static void connect(NetworkNamespace one, End oneEnd, NetworkNamespace other, End otherEnd) {
        NetworkNamespace.connect(
                one,
                oneEnd.device(),
                oneEnd.inNamespace(IpFamily.IPV4) + "/24",
                other,
                otherEnd.device(),
                otherEnd.inNamespace(IpFamily.IPV4) + "/24");
        if (new Site(Optional.of(one)).missingIpv6().isEmpty()) {
            one.address(oneEnd.device(), oneEnd.inNamespace(IpFamily.IPV6) + "/64");
            other.address(otherEnd.device(), otherEnd.inNamespace(IpFamily.IPV6) + "/64");
        }
    }

    /** Why there is no IPv6; empty when there is. */
    public Optional<String> missingIpv6() {
        return gateway.missingIpv6();
    }

    private boolean isHere() {
        return gateway.namespace().isEmpty();
    }

    String host(End end, IpFamily family) {
        if (!isHere()) {
            return end.inNamespace(family);
        }
        return family == IpFamily.IPV6 ? HERE_IPV6 : here.host(end.ordinal() + 1);
    }

    /** Where the gateway's operators ask it. */
    String adminHost(IpFamily family) {
        boolean free = !isHere() && family == IpFamily.IPV6;
        return free ? HERE_IPV6 : here.host(1);
    }

    @Override
    public void close() {
        upper.close();
        gateway.close();
        lower.close();
    }
}
