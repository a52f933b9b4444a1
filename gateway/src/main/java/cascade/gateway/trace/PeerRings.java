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

    /** Where memory is short this part of it is given up at once, so that not all peers are looked at for each message. */
    private static final int SHARE_GIVEN_UP = 32;

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
        if (used > memory) {
            giveUp(used - memory + memory / SHARE_GIVEN_UP);
        }
    }

    /** Those that take most give up their oldest messages, down to one level. */
    private void giveUp(long bytes) {
        List<PeerRing> largestFirst = byPeer.values().stream()
                .sorted(Comparator.comparingLong((PeerRing ring) -> ring.used).reversed())
                .toList();
        long level = levelThatFrees(bytes, largestFirst);
        long enough = used - bytes;
        for (PeerRing ring : largestFirst) {
            while (ring.used > level && used > enough) {
                removeOldest(ring);
            }
        }
    }

    private static long levelThatFrees(long bytes, List<PeerRing> largestFirst) {
        long taken = 0;
        for (int count = 1; count < largestFirst.size(); count++) {
            taken += largestFirst.get(count - 1).used;
            if (taken - count * largestFirst.get(count).used >= bytes) {
                return (taken - bytes) / count;
            }
        }
        taken += largestFirst.getLast().used;
        return Math.max(0, (taken - bytes) / largestFirst.size());
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
