package cascade.config.rule;

import cascade.address.IpFamily;
import cascade.config.draft.DomainDraft;
import cascade.config.draft.NetworkDraft;
import cascade.config.file.Problems;
import cascade.config.read.Field;
import cascade.config.value.HostPort;
import cascade.config.value.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules about address families: a network is of one, and so is everything that is reached over it. */
final class FamilyRules {

    private FamilyRules() {}

    static void check(NetworkDraft network, Problems problems) {
        checkBind(network.sipBind(), problems);
        if (!network.mediaBind().found().equals(network.sipBind().found())) {
            checkBind(network.mediaBind(), problems);
        }
        family(network)
                .ifPresent(family -> Stream.of(network.sipAdvertise(), network.mediaBind(), network.mediaAdvertise())
                        .map(address -> address.map(text -> Optional.of(IpAddress.family(text))))
                        .forEach(other -> check(other, family, "sip.bind of its network", problems)));
    }

    /** An IPv6 interface has several addresses, and the system might choose another for an answer than was asked. */
    private static void checkBind(Field<String> bind, Problems problems) {
        if (bind.found().filter(IpAddress.ANY_IPV6::equals).isPresent()) {
            problems.add(
                    bind.path(),
                    "is " + IpAddress.ANY_IPV6 + ", and then the system chooses by which of its addresses we speak",
                    "one address of this machine");
        }
    }

    static void check(DomainDraft domain, Map<String, NetworkDraft> networks, Problems problems) {
        Optional<NetworkDraft> network =
                domain.peer().network().found().flatMap(name -> Optional.ofNullable(networks.get(name)));
        Optional<IpFamily> family = network.flatMap(FamilyRules::family);
        if (family.isEmpty()) {
            return;
        }
        List<Field<HostPort>> hosts = domain.peer().hosts();
        Stream.concat(hosts.stream().map(host -> host.map(HostPort::family)), domain.families().stream())
                .forEach(other ->
                        check(other, family.get(), "network " + network.get().name(), problems));
    }

    private static Optional<IpFamily> family(NetworkDraft network) {
        return network.sipBind().found().map(IpAddress::family);
    }

    private static void check(Field<IpFamily> found, IpFamily family, String whose, Problems problems) {
        if (found.found().filter(other -> other != family).isPresent()) {
            problems.add(
                    found.path(),
                    "is " + found.get() + ", and " + whose + " is " + family,
                    family + ", or a network of its own for " + found.get());
        }
    }
}
