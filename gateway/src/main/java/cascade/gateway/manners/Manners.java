package cascade.gateway.manners;

import cascade.config.gateway.MannersConfig;
import cascade.gateway.manners.look.Notes;
import cascade.gateway.manners.look.PeerLooks;
import cascade.gateway.manners.trait.PeerTally;
import cascade.gateway.manners.trait.SeenManners;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.sip.MessageTap;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.TappedMessage.Direction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Manners of each configured peer, as its messages and its media show them. Some KiB a peer; a bounded number of messages
 * a second is looked at. Several domains at one address count as the first of them. Control loop only.
 */
public final class Manners implements MessageTap {

    private final Supplier<MannersConfig> settings;
    private final InstantSource clock;
    private final Map<String, Peer> peers = new HashMap<>();
    private final LookBudget inAll = new LookBudget();
    private final Newcomers newcomers = new Newcomers();

    private record Peer(PeerLooks looks, PeerTally tally, Map<MessageKind, LookBudget> budgets) {

        Notes notes(Instant at) {
            return (trait, value, example) -> tally.add(trait, value, example, at);
        }
    }

    /** @param settings in force, read with each message */
    public Manners(Supplier<MannersConfig> settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void onMessage(TappedMessage wire) {
        Optional<MessageKind> kind = MessageKind.of(wire);
        if (kind.isEmpty()) {
            return;
        }
        if (wire.domain().equals(SipObserver.UNKNOWN)) {
            onUnknown(wire, kind.get());
            return;
        }
        Peer peer = peer(wire.domain());
        newcomers.take(wire.peer()).forEach(earlier -> look(peer, earlier, MessageKind.REGISTER));
        look(peer, wire, kind.get());
    }

    private void onUnknown(TappedMessage wire, MessageKind kind) {
        if (kind == MessageKind.REGISTER || kind == MessageKind.OUR_REFUSAL) {
            newcomers.add(wire);
        }
    }

    private void look(Peer peer, TappedMessage wire, MessageKind kind) {
        MannersConfig limits = settings.get();
        LookBudget ofKind = peer.budgets().computeIfAbsent(kind, first -> new LookBudget());
        if (ofKind.take(wire.at(), limits.perPeer()) && inAll.take(wire.at(), limits.inAll())) {
            peer.looks().look(wire, peer.notes(wire.at()));
            if (wire.direction() == Direction.RECEIVED) {
                peer.tally().countMessage();
            }
        }
    }

    private Peer peer(String domain) {
        return peers.computeIfAbsent(
                domain,
                first -> new Peer(new PeerLooks(), new PeerTally(clock.instant()), new EnumMap<>(MessageKind.class)));
    }

    /** Something was put right while a message of that domain was read; see {@link SipObserver#repaired}. */
    public void repaired(String domain, String kind) {
        if (!domain.equals(SipObserver.UNKNOWN)) {
            peer(domain).tally().addRepair(kind);
        }
    }

    /**
     * Looks at a stream that a lower sends, once it has sent something.
     *
     * @param callId of our INVITE
     * @param offered the SSRC that it asked for
     */
    public void look(String lower, SourceStats source, String callId, long offered) {
        Peer peer = peer(lower);
        peer.looks().look(source, callId, offered, peer.notes(clock.instant()));
    }

    /** Looks at the RTCP of a stream that a lower sends, which comes some seconds after its RTP. */
    public void lookAtRtcp(String lower, SourceStats source) {
        Peer peer = peer(lower);
        peer.looks().lookAtRtcp(source.rtcpIn(), peer.notes(clock.instant()));
    }

    /** The same of a stream that an upper is sent. */
    public void lookAtRtcp(String upper, ViewerStats viewer) {
        Peer peer = peer(upper);
        peer.looks().lookAtRtcp(viewer.rtcpIn(), peer.notes(clock.instant()));
    }

    /** All that was seen of that domain so far. */
    public SeenManners of(String domain) {
        Peer peer = peers.get(domain);
        return peer == null ? SeenManners.none(clock.instant()) : peer.tally().seen();
    }

    /** Forgets whoever is not among those. */
    public void keep(Set<String> domains) {
        peers.keySet().retainAll(domains);
    }
}
