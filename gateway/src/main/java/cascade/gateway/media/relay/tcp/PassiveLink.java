package cascade.gateway.media.relay.tcp;

import cascade.gateway.media.io.TcpConnection;
import cascade.gateway.media.io.TcpListener;
import cascade.gateway.media.relay.leg.ConnectionPolicy;
import cascade.gateway.media.relay.leg.TcpLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passive TCP link of a leg, where we listen ({@code setup:passive}, <a
 * href="https://datatracker.ietf.org/doc/html/rfc4145#section-4">RFC 4145 section 4</a>); who may connect is judged
 * when he comes.
 *
 * <pre>
 *                  before the answer                       expect
 *   a connection ---------------------&gt; PUT_ASIDE, unread ---------+
 *        |                              (one a host, a few hosts)  v
 *        +------------- later -------------------------------&gt; admitted? --no--&gt; closed, counted
 *                                                                  | yes
 *                              none stands, or the SDP's own host  v
 *                              comes again and it was silent:   STANDS --broken--&gt; wait for another
 *                              else closed, counted
 * </pre>
 */
final class PassiveLink extends TcpLink {

    private static final Logger LOG = LoggerFactory.getLogger(PassiveLink.class);

    /** Hosts whose connections may wait for the answer. */
    private static final int MAX_PUT_ASIDE = 8;

    private final TcpListener listener;
    private final ConnectionPolicy policy;
    private final Optional<Duration> patience;
    private final List<Connection> putAside = new ArrayList<>();
    private InetSocketAddress expected = InetSocketAddress.createUnresolved("nobody", 0);

    private boolean started;
    private long aloneSinceNanos;

    /** @param patience without a connection for so long, once started, the leg counts as lost; empty: never */
    PassiveLink(TcpListener listener, ConnectionPolicy policy, Optional<Duration> patience, TcpLoop loop, Leg leg)
            throws IOException {
        super(loop, leg);
        this.listener = listener;
        this.policy = policy;
        this.patience = patience;
        loop.accept(listener, this::onAccepted);
    }

    @Override
    void expect(InetSocketAddress peer, long nowNanos) {
        expected = peer;
        aloneSinceNanos = nowNanos;
        forgetLoss();
        policy.expect(peer.getAddress());
        InetSocketAddress standing = peer();
        if (standing != null && policy.judge(standing.getAddress()) != ConnectionPolicy.Verdict.ADMIT) {
            end("the answer names another host", nowNanos);
        }
        List<Connection> waited = List.copyOf(putAside);
        putAside.clear();
        // the latest of the SDP's own host first: who connects again has given the former connection up
        waited.reversed().stream()
                .sorted((a, b) -> Boolean.compare(isHost(b), isHost(a)))
                .forEach(candidate -> offer(candidate, nowNanos));
    }

    private boolean isHost(Connection candidate) {
        return policy.isHost(candidate.remote().getAddress());
    }

    private void offer(Connection candidate, long nowNanos) {
        if (!isConnected() && policy.judge(candidate.remote().getAddress()) == ConnectionPolicy.Verdict.ADMIT) {
            adopt(candidate, nowNanos);
        } else {
            refuse(candidate.connection());
        }
    }

    @Override
    void start(long nowNanos) {
        if (!started) {
            started = true;
            aloneSinceNanos = nowNanos;
        }
    }

    private void onAccepted(TcpConnection connection, long nowNanos) {
        try {
            switch (policy.judge(connection.remote().getAddress())) {
                case TOO_EARLY -> putAside(connection);
                case REFUSE -> refuse(connection);
                case ADMIT -> {
                    if (mayStand(connection, nowNanos)) {
                        Connection candidate = new Connection(connection);
                        drop(nowNanos);
                        adopt(candidate, nowNanos);
                    } else {
                        refuse(connection);
                    }
                }
            }
        } catch (IOException e) {
            // it broke before it was watched, and is closed; the peer will come again
            LOG.atDebug()
                    .addKeyValue("address", connection.remote())
                    .setCause(e)
                    .log("accepted connection broke");
        }
    }

    private boolean mayStand(TcpConnection connection, long nowNanos) {
        if (isLost()) {
            return false;
        }
        long silence = loop().tcpSettings().connectInterval().toNanos();
        return !isConnected() || (policy.isHost(connection.remote().getAddress()) && seemsDead(silence, nowNanos));
    }

    private void putAside(TcpConnection connection) throws IOException {
        Connection former = ofHost(connection);
        if (former != null) {
            putAside.remove(former);
            refuse(former.connection());
        } else if (putAside.size() == MAX_PUT_ASIDE) {
            refuse(connection);
            return;
        }
        Connection candidate = new Connection(connection);
        candidate.putAside();
        putAside.add(candidate);
    }

    private @Nullable Connection ofHost(TcpConnection connection) {
        for (Connection candidate : putAside) {
            if (candidate.remote().getAddress().equals(connection.remote().getAddress())) {
                return candidate;
            }
        }
        return null;
    }

    @Override
    void checkRole(long nowNanos) {
        if (started
                && !isConnected()
                && !isLost()
                && patience.isPresent()
                && nowNanos - aloneSinceNanos >= patience.get().toNanos()) {
            lose("nobody connected within " + patience.get().toMillis() + " ms, " + lastEnd());
        }
    }

    @Override
    void onGone(boolean proved, long nowNanos) {
        if (proved) {
            aloneSinceNanos = nowNanos;
        }
    }

    @Override
    void onGivenUp() {
        // who comes now is refused, since the leg is lost
    }

    @Override
    void onFailed(Connection failed, String why, long nowNanos) {
        putAside.remove(failed);
        failed.close();
    }

    @Override
    void onMade(Connection made, long nowNanos) {
        throw new IllegalStateException("an accepted connection stands already");
    }

    @Override
    InetSocketAddress expected() {
        return expected;
    }

    @Override
    public void close() {
        putAside.forEach(Connection::close);
        putAside.clear();
        super.close();
        loop().close(listener);
    }
}
