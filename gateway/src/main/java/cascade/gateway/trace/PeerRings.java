package cascade.gateway.trace;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The last messages of each peer, in the order in which they came. Control loop only. */
final class PeerRings {

    /** Where memory is short a peer gives up this part of its messages at once, so that it is not looked for each time. */
    private static final int SHARE_GIVEN_UP = 8;

    /** Of a dialog that turns out to be a call, its first messages came just before. */
    private static final int LOOK_BACK = 32;

    private static final class PeerRing {
        private final Deque<Heard> messages = new ArrayDeque<>();
        private long used;
        private int dropped;
    }

    private final Map<String, PeerRing> byPeer = new HashMap<>();
    private long used;

    long used() {
        return used;
    }

    void add(String peer, Heard heard, int capacity, long memory) {
        PeerRing ring = byPeer.computeIfAbsent(peer, first -> new PeerRing());
        ring.messages.addLast(heard);
        change(ring, paidFor(heard));
        while (ring.messages.size() > capacity) {
            removeOldest(ring);
        }
        while (used > memory) {
            giveUp();
        }
    }

    /** The one that takes most gives up its oldest messages. */
    private void giveUp() {
        PeerRing largest = byPeer.values().stream()
                .max(Comparator.comparingLong(ring -> ring.used))
                .orElseThrow();
        int few = Math.max(1, largest.messages.size() / SHARE_GIVEN_UP);
        for (int i = 0; i < few; i++) {
            removeOldest(largest);
        }
    }

    private void removeOldest(PeerRing ring) {
        Heard oldest = ring.messages.removeFirst();
        ring.dropped++;
        change(ring, -paidFor(oldest));
        forgetOwn(oldest);
    }

    private static int paidFor(Heard heard) {
        return Heard.PLACE_BYTES + (heard.isOfCall() ? 0 : heard.bytes());
    }

    private static void forgetOwn(Heard heard) {
        if (!heard.isOfCall()) {
            heard.forget();
        }
    }

    private void change(PeerRing ring, int bytes) {
        ring.used += bytes;
        used += bytes;
    }

    /** Messages of that dialog that have just come become those of a call; their bytes are paid for by it from now on. */
    List<Heard> takeLast(String peer, String callId) {
        PeerRing ring = byPeer.get(peer);
        List<Heard> own = ring == null ? List.of() : takeLast(ring, callId);
        // of domains that share an address another one may stand for the message
        return own.isEmpty()
                ? byPeer.values().stream()
                        .flatMap(other -> takeLast(other, callId).stream())
                        .toList()
                : own;
    }

    private List<Heard> takeLast(PeerRing ring, String callId) {
        Deque<Heard> found = new ArrayDeque<>();
        Iterator<Heard> backwards = ring.messages.descendingIterator();
        for (int i = 0; i < LOOK_BACK && backwards.hasNext(); i++) {
            Heard heard = backwards.next();
            if (!heard.isOfCall() && heard.isOf(callId)) {
                heard.giveToCall();
                change(ring, -heard.bytes());
                found.addFirst(heard);
            }
        }
        return List.copyOf(found);
    }

    /** What is kept of a peer. */
    List<TraceEntry.Message> of(String peer) {
        return of(peer, heard -> true);
    }

    /** What is kept of a peer's dialog; nothing else of the peer is read. */
    List<TraceEntry.Message> ofDialog(String peer, String callId) {
        return of(peer, heard -> heard.isOf(callId));
    }

    private List<TraceEntry.Message> of(String peer, Predicate<Heard> wanted) {
        PeerRing ring = byPeer.get(peer);
        return ring == null
                ? List.of()
                : ring.messages.stream()
                        .filter(wanted)
                        .map(Heard::message)
                        .flatMap(Optional::stream)
                        .toList();
    }

    /** How many messages of a peer are kept no more. */
    int droppedOf(String peer) {
        PeerRing ring = byPeer.get(peer);
        return ring == null ? 0 : ring.dropped;
    }

    void forget(String peer) {
        PeerRing ring = byPeer.remove(peer);
        if (ring != null) {
            used -= ring.used;
            ring.messages.forEach(PeerRings::forgetOwn);
        }
    }

    /** Lets all go; their bytes go with the memory that they are in. */
    void clear() {
        byPeer.clear();
        used = 0;
    }
}
