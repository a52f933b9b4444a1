package cascade.config.rule;

import cascade.config.draft.DomainDraft;
import cascade.config.draft.LowerDraft;
import cascade.config.draft.NetworkDraft;
import cascade.config.draft.PeerDraft;
import cascade.config.file.Nearest;
import cascade.config.file.Problems;
import cascade.config.value.MediaTransport;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rules among the domains and between them and the networks. */
public final class DomainRules {

    /** Metrics say so of sources that belong to no domain. */
    private static final String RESERVED_NAME = "unknown";

    private DomainRules() {}

    public static void check(List<DomainDraft> domains, Map<String, NetworkDraft> networks, Problems problems) {
        Map<List<String>, String> peers = new HashMap<>();
        for (DomainDraft domain : domains) {
            PeerDraft peer = domain.peer();
            checkName(peer, problems);
            checkNetwork(peer, networks, problems);
            FamilyRules.check(domain, networks, problems);
            if (domain instanceof LowerDraft lower) {
                checkMedia(lower, networks, problems);
            }
            checkId(peer, peers, problems);
        }
    }

    private static void checkName(PeerDraft peer, Problems problems) {
        if (peer.name().equals(RESERVED_NAME)) {
            problems.add(peer.path(), "this name is taken: metrics use it for strangers", "another name");
        }
    }

    private static void checkNetwork(PeerDraft peer, Map<String, NetworkDraft> networks, Problems problems) {
        peer.network().ifPresent(name -> {
            NetworkDraft network = networks.get(name);
            if (network == null) {
                problems.addAbsence(
                        peer.network().path(),
                        "there is no network " + name + Nearest.hint(name, networks.keySet()),
                        "a key of gateway.networks");
                return;
            }
            peer.transport().ifPresent(transport -> {
                if (!network.transports().isEmpty() && !network.carries(transport)) {
                    String word = transport.name().toLowerCase(Locale.ROOT);
                    problems.add(
                            peer.transport().path(),
                            word + " is not spoken on network " + name,
                            "one of its sip.transports");
                }
            });
        });
    }

    /** A connection needs a port of its own, so every call would be refused. */
    private static void checkMedia(LowerDraft lower, Map<String, NetworkDraft> networks, Problems problems) {
        boolean tcp = lower.mediaTransport()
                .found()
                .filter(transport -> transport != MediaTransport.UDP)
                .isPresent();
        lower.peer()
                .network()
                .found()
                .filter(name -> tcp)
                .map(networks::get)
                .filter(network -> network.singlePort().found().orElse(false))
                .ifPresent(network -> problems.add(
                        lower.mediaTransport().path(),
                        "network " + network.name() + " has one pair of ports for all legs, which carries no TCP",
                        "udp, or a network without single-port"));
    }

    /** A request is recognised by its network and its From id, so these must tell domains apart. */
    private static void checkId(PeerDraft peer, Map<List<String>, String> peers, Problems problems) {
        peer.deviceId().ifPresent(id -> {
            if (peer.localDeviceId().found().filter(id::equals).isPresent()) {
                problems.add(peer.deviceId().path(), id + " is our own id towards it", "the peer's id");
            }
            peer.network().ifPresent(network -> {
                String other = peers.putIfAbsent(List.of(network, id), peer.name());
                if (other != null) {
                    problems.add(
                            peer.deviceId().path(),
                            id + " is already the id of " + other + " on network " + network,
                            "one domain for one id on a network");
                }
            });
        });
    }
}
