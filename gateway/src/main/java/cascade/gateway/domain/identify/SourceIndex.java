package cascade.gateway.domain.identify;

import cascade.config.value.Cidr;
import cascade.gateway.domain.peer.PeerHosts;
import cascade.gateway.sip.SipPeer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Index of domains by source address: first who is known to be there, else who may come from that block, the narrowest
 * first. Asked for every message, so the cost does not grow with the number of domains. Control loop only.
 *
 * @param <D> a domain
 */
public final class SourceIndex<D> {

    private record Place(String network, InetAddress address) {}

    private record Block(String network, Cidr cidr) {}

    private final Map<Place, List<D>> places = new HashMap<>();
    private final Map<Block, List<D>> blocks = new HashMap<>();
    private final NavigableSet<Integer> prefixes = new TreeSet<>(Collections.reverseOrder());

    /** The domain is at that address now. */
    public void add(String network, InetAddress address, D domain) {
        List<D> domains = places.computeIfAbsent(new Place(network, address), place -> new ArrayList<>(1));
        if (!domains.contains(domain)) {
            domains.add(domain);
        }
    }

    public void remove(String network, InetAddress address, D domain) {
        places.computeIfPresent(new Place(network, address), (place, domains) -> {
            domains.remove(domain);
            return domains.isEmpty() ? null : domains;
        });
    }

    /** The domain may come from that block. */
    public void add(String network, Cidr block, D domain) {
        List<D> domains = blocks.computeIfAbsent(new Block(network, block), place -> new ArrayList<>(1));
        if (!domains.contains(domain)) {
            domains.add(domain);
        }
        prefixes.add(block.prefixBits());
    }

    public void remove(String network, Cidr block, D domain) {
        blocks.computeIfPresent(new Block(network, block), (place, domains) -> {
            domains.remove(domain);
            return domains.isEmpty() ? null : domains;
        });
        boolean prefixUsed =
                blocks.keySet().stream().anyMatch(each -> each.cidr().prefixBits() == block.prefixBits());
        if (!prefixUsed) {
            prefixes.remove(block.prefixBits());
        }
    }

    /** The first that fits where several do: by place, else by the narrowest block. */
    public Optional<D> find(SipPeer source) {
        List<D> there = places.get(new Place(source.network(), source.host()));
        return there == null ? findInBlocks(source).stream().findFirst() : Optional.of(there.getFirst());
    }

    /** All that may speak from there, in the same order. */
    public Set<D> findAll(SipPeer source) {
        var all = new LinkedHashSet<D>(places.getOrDefault(new Place(source.network(), source.host()), List.of()));
        all.addAll(findInBlocks(source));
        return all;
    }

    private List<D> findInBlocks(SipPeer source) {
        var found = new ArrayList<D>(1);
        // from the longest that an address of that family can have
        for (int prefix : prefixes.tailSet(Cidr.bits(source.host()))) {
            Cidr around = Cidr.around(source.host(), prefix);
            found.addAll(blocks.getOrDefault(new Block(source.network(), around), List.of()));
        }
        return found;
    }

    /** The addresses of one domain on its network, as its hosts are looked up. */
    public PeerHosts.Places placesOf(D domain) {
        return new PeerHosts.Places() {
            @Override
            public void add(String network, InetAddress address) {
                SourceIndex.this.add(network, address, domain);
            }

            @Override
            public void remove(String network, InetAddress address) {
                SourceIndex.this.remove(network, address, domain);
            }
        };
    }
}
