package cascade.gateway.media.relay.tcp;

import cascade.gateway.media.TcpSettings;
import cascade.gateway.media.relay.leg.TcpLoop;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Active TCP link of a leg, where we connect ({@code setup:active}, <a
 * href="https://datatracker.ietf.org/doc/html/rfc4145#section-4">RFC 4145 section 4</a>), by the rule of GB/T
 * 28181-2022 annex D: several attempts, a while apart.
 *
 * <pre>
 *          start, and the peer is known          stands
 *   IDLE -----------------------------&gt; TRYING ----------&gt; STANDING
 *                                        |  ^                  |
 *                       refused, too late|  |interval passed   |broken: attempts count anew, if it had proved itself
 *                                        v  |                  |
 *                                       PAUSING &lt;--------------+
 *                                        |
 *                                        +-- no attempt left --&gt; LOST (until the peer is told anew)
 * </pre>
 */
final class ActiveLink extends TcpLink {

    private enum State {
        IDLE,
        TRYING,
        PAUSING,
        STANDING,
        LOST
    }

    private final InetSocketAddress local;
    private final TcpSettings settings;

    private State state = State.IDLE;
    private @Nullable InetSocketAddress remote;
    private boolean started;
    private @Nullable Connection trying;
    private int attempts;
    private long attemptNanos;
    private boolean anyPort;

    ActiveLink(InetSocketAddress local, TcpLoop loop, Leg leg) {
        super(loop, leg);
        this.local = local;
        this.settings = loop.tcpSettings();
    }

    @Override
    void expect(InetSocketAddress peer, long nowNanos) {
        if (peer.equals(remote) && state != State.LOST) {
            return;
        }
        remote = peer;
        forgetLoss();
        closeAttempt();
        drop(nowNanos);
        state = State.IDLE;
        beginIfReady(nowNanos);
    }

    @Override
    void start(long nowNanos) {
        started = true;
        beginIfReady(nowNanos);
    }

    private void beginIfReady(long nowNanos) {
        if (state == State.IDLE && started && remote != null) {
            attempts = 0;
            connect(remote, nowNanos);
        }
    }

    private void connect(InetSocketAddress peer, long nowNanos) {
        state = State.TRYING;
        attempts++;
        attemptNanos = nowNanos;
        try {
            trying = new Connection(
                    loop().connect(anyPort ? new InetSocketAddress(local.getAddress(), 0) : local, peer));
        } catch (IOException e) {
            // a former connection may still hold our port; another one is better than none
            anyPort = e instanceof BindException;
            onAttemptFailed(why(e));
        }
    }

    @Override
    void onMade(Connection made, long nowNanos) {
        if (made == trying) {
            trying = null;
            state = State.STANDING;
            adopt(made, nowNanos);
        }
    }

    @Override
    void onFailed(Connection failed, String why, long nowNanos) {
        failed.close();
        if (failed == trying) {
            trying = null;
            onAttemptFailed(why);
        }
    }

    private void onAttemptFailed(String why) {
        if (attempts < settings.connectAttempts()) {
            state = State.PAUSING;
        } else {
            state = State.LOST;
            lose("attempt " + attempts + " of " + settings.connectAttempts() + ": " + why);
        }
    }

    @Override
    void onGone(boolean proved, long nowNanos) {
        if (proved) {
            attempts = 0;
        }
        if (attempts < settings.connectAttempts()) {
            state = State.PAUSING;
        } else {
            state = State.LOST;
            lose("connection " + attempts + " of " + settings.connectAttempts() + " broke at once: " + lastEnd());
        }
    }

    @Override
    void onGivenUp() {
        state = State.LOST;
    }

    @Override
    void checkRole(long nowNanos) {
        long sinceAttempt = nowNanos - attemptNanos;
        if (state == State.TRYING && sinceAttempt >= settings.connectTimeout().toNanos()) {
            closeAttempt();
            onAttemptFailed("no answer within " + settings.connectTimeout().toMillis() + " ms");
        }
        if (state == State.PAUSING
                && remote != null
                && sinceAttempt >= settings.connectInterval().toNanos()) {
            connect(remote, nowNanos);
        }
    }

    private void closeAttempt() {
        if (trying != null) {
            trying.close();
            trying = null;
        }
    }

    @Override
    InetSocketAddress expected() {
        return remote == null ? local : remote;
    }

    @Override
    public void close() {
        closeAttempt();
        super.close();
    }
}
