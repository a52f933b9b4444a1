package cascade.gateway.bench.peer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Client transactions of all peers over UDP, told apart by the number in their branch (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-17.1">RFC 3261 section 17.1</a>). The loop's thread.
 */
public final class ClientTransactions {

    public static final byte[] BRANCH = MessageWriter.ascii("branch=z9hG4bKp");

    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);
    private static final Duration TIMEOUT = T1.multipliedBy(64);

    /** The transaction's user. */
    public interface User {
        /** Each response, repeated ones too as long as the transaction is there. */
        void onResponse(ReceivedMessage response, int status);

        void onTimeout();
    }

    private static final class Pending {
        final Link link;
        final boolean invite;
        final User user;
        /** Null once nothing is to be sent again. */
        byte @Nullable [] request;

        long startNanos = System.nanoTime();

        Pending(Link link, boolean invite, byte[] request, User user) {
            this.link = link;
            this.invite = invite;
            this.request = request;
            this.user = user;
        }
    }

    private final PeerLoop loop;
    private final Map<Long, Pending> pending = new HashMap<>();
    private long lastBranch;
    private long retransmitted;

    public ClientTransactions(PeerLoop loop) {
        this.loop = loop;
    }

    /** For the next request. */
    public long newBranch() {
        return ++lastBranch;
    }

    /** Any request but ACK and INVITE: over with its final response. */
    void send(Link link, long branch, byte[] request, User user) {
        start(branch, new Pending(link, false, request, user));
    }

    /** Over when its user {@link #forget}s it, since final responses to an INVITE come until they are acknowledged. */
    void invite(Link link, long branch, byte[] request, User user) {
        start(branch, new Pending(link, true, request, user));
    }

    private void start(long branch, Pending transaction) {
        pending.put(branch, transaction);
        transaction.link.send(transaction.request);
        loop.after(T1, () -> repeat(branch, transaction, T1));
    }

    private void repeat(long branch, Pending transaction, Duration waited) {
        if (transaction.request == null || pending.get(branch) != transaction) {
            return;
        }
        if (System.nanoTime() - transaction.startNanos > TIMEOUT.toNanos()) {
            pending.remove(branch);
            transaction.user.onTimeout();
            return;
        }
        if (!transaction.link.isReliable()) {
            retransmitted++;
            transaction.link.send(transaction.request);
        }
        Duration doubled = waited.multipliedBy(2);
        Duration next = transaction.invite || doubled.compareTo(T2) < 0 ? doubled : T2;
        loop.after(next, () -> repeat(branch, transaction, next));
    }

    public void onResponse(ReceivedMessage response) {
        long branch = response.numberAfter(Header.VIA, BRANCH);
        Pending transaction = pending.get(branch);
        if (transaction == null) {
            return;
        }
        int status = response.status();
        if (transaction.invite) {
            transaction.request = null;
        } else if (status >= 200) {
            pending.remove(branch);
        }
        transaction.user.onResponse(response, status);
    }

    public void forget(long branch) {
        pending.remove(branch);
    }

    /** Requests sent again so far. */
    public long retransmitted() {
        return retransmitted;
    }

    public int open() {
        return pending.size();
    }
}
