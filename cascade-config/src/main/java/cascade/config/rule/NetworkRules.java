package cascade.config.rule;

import cascade.address.IpText;
import cascade.config.draft.GatewayDraft;
import cascade.config.draft.NetworkDraft;
import cascade.config.file.KeyPath;
import cascade.config.file.Problems;
import cascade.config.read.Field;
import cascade.config.value.IpAddress;
import cascade.config.value.PortRange;
import java.util.ArrayList;
import java.util.List;

/** Rules among the networks: addresses that peers can reach, of one family each, and ports that do not overlap. */
public final class NetworkRules {

    private NetworkRules() {}

    public static void check(GatewayDraft gateway, Problems problems) {
        if (gateway.networks().isEmpty()) {
            problems.addAbsence(KeyPath.of(KeyPath.GATEWAY, "networks"), "names no network", "at least one network");
        }
        List<Claim> claims = new ArrayList<>();
        claim(gateway.admin().bind(), gateway.admin().port(), "the admin port", claims);
        for (NetworkDraft network : gateway.networks().values()) {
            FamilyRules.check(network, problems);
            checkReachable(network.sipAdvertise(), problems);
            checkReachable(network.mediaAdvertise(), problems);
            claim(network.sipBind(), network.sipPort(), "the SIP port of " + network.name(), claims);
            claimMedia(network, claims);
        }
        for (int later = 1; later < claims.size(); later++) {
            for (Claim earlier : claims.subList(0, later)) {
                checkApart(claims.get(later), earlier, problems);
            }
        }
    }

    private static void checkReachable(Field<String> advertise, Problems problems) {
        advertise.found().filter(IpAddress::isAny).ifPresent(any -> {
            problems.add(advertise.path(), "is " + any + " like bind", "the address that peers reach us at");
        });
    }

    private static void claim(Field<String> bind, Field<Integer> port, String purpose, List<Claim> claims) {
        if (bind.isPresent() && port.isPresent()) {
            claims.add(new Claim(port.path(), bind.get(), port.get(), port.get(), purpose));
        }
    }

    private static void claimMedia(NetworkDraft network, List<Claim> claims) {
        for (Field<PortRange> ports : network.ports()) {
            if (network.mediaBind().isPresent() && ports.isPresent()) {
                PortRange range = ports.get();
                String purpose = "the media ports of " + network.name();
                claims.add(new Claim(ports.path(), network.mediaBind().get(), range.first(), range.last(), purpose));
            }
        }
    }

    private static void checkApart(Claim later, Claim earlier, Problems problems) {
        if (later.meets(earlier)) {
            problems.add(
                    later.path(),
                    later.ports() + " overlaps " + earlier.purpose() + " (" + earlier.ports() + ")",
                    "ports of its own");
        }
    }

    /** Ports that something listens on, and where this was said. */
    private record Claim(KeyPath path, String bind, int first, int last, String purpose) {

        boolean meets(Claim other) {
            return IpAddress.overlap(bind, other.bind) && first <= other.last && other.first <= last;
        }

        String ports() {
            return IpText.uriHost(bind) + ":" + (first == last ? Integer.toString(first) : first + "-" + last);
        }
    }
}
