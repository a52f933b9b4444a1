package cascade.gateway.call.session;

import cascade.config.DomainConfig;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.SsrcAllocator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * SSRC leases of all media legs (GB/T 28181-2016 annex F). Each of our ids has numbers of its own; one that a viewer asked for is taken as it is, unless
 * another leg of the same peer has it already. Control loop only.
 */
public final class Ssrcs {

    /** An SSRC in use by one leg; {@link #release} gives it back. */
    public final class Lease {
        private final String peer;
        private final Ssrc ssrc;
        private final Optional<SsrcAllocator> allocator;

        private Lease(String peer, Ssrc ssrc, Optional<SsrcAllocator> allocator) {
            this.peer = peer;
            this.ssrc = ssrc;
            this.allocator = allocator;
            inUse.computeIfAbsent(peer, name -> new HashSet<>()).add(ssrc);
        }

        public Ssrc ssrc() {
            return ssrc;
        }

        public void release() {
            Set<Ssrc> taken = inUse.get(peer);
            if (taken != null && taken.remove(ssrc)) {
                allocator.ifPresent(own -> own.release(ssrc));
            }
        }
    }

    private final Map<String, SsrcAllocator> byLocalId = new HashMap<>();
    private final Map<String, Set<Ssrc>> inUse = new HashMap<>();

    /** One of our own towards that peer; empty when all ten thousand are in use. */
    public Optional<Lease> own(DomainConfig peer, Session session) {
        SsrcAllocator allocator = allocator(peer);
        Set<Ssrc> taken = inUse.computeIfAbsent(peer.name(), name -> new HashSet<>());
        Optional<Ssrc> free = allocator.take(session.ssrc());
        List<Ssrc> passedOver = new ArrayList<>();
        while (free.isPresent() && taken.contains(free.get())) {
            // the peer itself asked for this number before we came to it
            passedOver.add(free.get());
            free = allocator.take(session.ssrc());
        }
        passedOver.forEach(allocator::release);
        return free.map(ssrc -> new Lease(peer.name(), ssrc, Optional.of(allocator)));
    }

    /** The one that a leg had in a former process, of our own numbers or the peer's; empty where it is in use. */
    public Optional<Lease> given(DomainConfig peer, Ssrc ssrc) {
        if (inUse.getOrDefault(peer.name(), Set.of()).contains(ssrc)) {
            return Optional.empty();
        }
        Optional<SsrcAllocator> own = Optional.of(allocator(peer)).filter(allocator -> allocator.take(ssrc));
        return Optional.of(new Lease(peer.name(), ssrc, own));
    }

    private SsrcAllocator allocator(DomainConfig peer) {
        return byLocalId.computeIfAbsent(peer.localDeviceId(), id -> new SsrcAllocator(new DeviceId(id)));
    }

    /** Leases that have not been released. */
    public int inUse() {
        return inUse.values().stream().mapToInt(Set::size).sum();
    }

    /** The one that the peer asked for; empty when another leg of that peer has it. */
    public Optional<Lease> asked(DomainConfig peer, Ssrc ssrc) {
        Set<Ssrc> taken = inUse.computeIfAbsent(peer.name(), name -> new HashSet<>());
        return taken.contains(ssrc) ? Optional.empty() : Optional.of(new Lease(peer.name(), ssrc, Optional.empty()));
    }
}
