package cascade.gateway.media.relay.tcp;

import cascade.gateway.media.io.TcpConnection;
import cascade.gateway.media.io.TcpHandler;
import cascade.gateway.media.io.TcpWatch;
import cascade.gateway.media.relay.leg.TcpLoop;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * TCP link of a leg: sees to it that it has a connection, and another one when that breaks; {@link PassiveLink} takes
 * one of those that come, {@link ActiveLink} makes one. Loop thread.
 */
abstract class TcpLink implements Closeable {

    /** The leg that uses the connection. What it throws breaks the connection. */
    interface Leg {

        /** A connection stands, and no other. */
        void onConnected(InetSocketAddress peer, long nowNanos);

        void onReadable(long nowNanos) throws IOException;

        void onWritable(long nowNanos) throws IOException;

        /** It is gone. */
        void onDisconnected(long nowNanos);

        /** Somebody else's was closed at once. */
        void onForeignConnection(InetSocketAddress from);

        /** There will be none. False: tell it again later. */
        boolean onLost(InetSocketAddress remote, String detail);
    }

    private final TcpLoop loop;
    private final Leg leg;
    private @Nullable Connection standing;

    private boolean peerEnded;
    private boolean moved;
    private long movedNanos;
    private boolean heard;
    private boolean wrote;
    private long stoodNanos;
    private String lastEnd = "none came";
    private @Nullable String lostDetail;
    private boolean lostTold;

    TcpLink(TcpLoop loop, Leg leg) {
        this.loop = loop;
        this.leg = leg;
    }

    /** The peer's address, and that it may come or be reached from now on; again with a new answer. */
    abstract void expect(InetSocketAddress peer, long nowNanos);

    /** The leg is to have a connection from now on. */
    abstract void start(long nowNanos);

    abstract void checkRole(long nowNanos);

    /**
     * The connection that stood is gone.
     *
     * @param proved it was one to come back to: the peer sent something by it, or it stood as long as we would wait for one
     */
    abstract void onGone(boolean proved, long nowNanos);

    /** The connection that stood is closed, and there will be no other. */
    abstract void onGivenUp();

    /** One that was being made failed, or one that was put aside broke. */
    abstract void onFailed(Connection failed, String why, long nowNanos);

    abstract void onMade(Connection made, long nowNanos);

    abstract InetSocketAddress expected();

    final void check(long nowNanos) {
        if (moved) {
            moved = false;
            movedNanos = nowNanos;
        }
        checkRole(nowNanos);
        if (lostDetail != null && !lostTold) {
            lostTold = leg.onLost(expected(), lostDetail);
        }
    }

    final boolean isConnected() {
        return standing != null;
    }

    final @Nullable InetSocketAddress peer() {
        return standing == null ? null : standing.connection.remote();
    }

    /** What comes first may be the rest of a frame, of which a former process had the beginning. */
    final boolean startsWithinFrame() {
        return standing != null && standing.connection.isTakenOver();
    }

    /** As {@link TcpConnection#read}; nothing without a connection. */
    final int read(ByteBuffer to) throws IOException {
        if (standing == null) {
            return 0;
        }
        int bytes = standing.connection.read(to);
        moved |= bytes > 0;
        heard |= bytes > 0;
        return bytes;
    }

    /** As far as the kernel takes it; false: the connection broke. */
    final boolean write(ByteBuffer from) {
        if (standing == null) {
            return false;
        }
        try {
            boolean took = standing.connection.write(from) > 0;
            moved |= took;
            wrote |= took;
            return true;
        } catch (IOException e) {
            end(why(e), loop.nanoTime());
            return false;
        }
    }

    final void wantReads(boolean yes) {
        if (standing != null) {
            standing.watch.wantReads(yes);
        }
    }

    final void wantWrites(boolean yes) {
        if (standing != null) {
            standing.watch.wantWrites(yes);
        }
    }

    /** The peer has ended its side, and still takes what we send. */
    final void onPeerEnded() {
        peerEnded = true;
        wantReads(false);
    }

    /** The connection is over; its successor is seen to. */
    final void end(String why, long nowNanos) {
        if (drop(nowNanos)) {
            lastEnd = why;
            boolean stoodLong =
                    nowNanos - stoodNanos >= loop.tcpSettings().acceptTimeout().toNanos();
            onGone(heard || stoodLong, nowNanos);
        }
    }

    /** Closes the connection, and says that the leg is lost. */
    final void giveUp(String detail, long nowNanos) {
        if (drop(nowNanos)) {
            onGivenUp();
            lose(detail);
        }
    }

    /** Whether the kernel took something since this was last asked. */
    final boolean takeWrote() {
        boolean took = wrote;
        wrote = false;
        return took;
    }

    /** For people: what the last connection met. */
    final String lastEnd() {
        return lastEnd;
    }

    /** Closes the connection that stands. */
    final boolean drop(long nowNanos) {
        Connection gone = standing;
        if (gone == null) {
            return false;
        }
        standing = null;
        gone.close();
        leg.onDisconnected(nowNanos);
        return true;
    }

    /** From now on it is the leg's connection. */
    final void adopt(Connection chosen, long nowNanos) {
        standing = chosen;
        peerEnded = false;
        moved = false;
        movedNanos = nowNanos;
        heard = false;
        stoodNanos = nowNanos;
        forgetLoss();
        chosen.watch.wantReads(true);
        leg.onConnected(chosen.connection.remote(), nowNanos);
    }

    /** The peer has ended its side, or no byte has gone either way for so long. */
    final boolean seemsDead(long nanos, long nowNanos) {
        return peerEnded || (!moved && nowNanos - movedNanos >= nanos);
    }

    /** Its bytes wait because we want it so. */
    final void onHeld(long nowNanos) {
        movedNanos = nowNanos;
    }

    final void lose(String detail) {
        lostDetail = detail;
        lostTold = leg.onLost(expected(), detail);
    }

    /** There may be one after all: the peer is another now. */
    final void forgetLoss() {
        lostDetail = null;
        lostTold = false;
    }

    final boolean isLost() {
        return lostDetail != null;
    }

    final void refuse(TcpConnection connection) {
        leg.onForeignConnection(connection.remote());
        loop.close(connection);
    }

    final TcpLoop loop() {
        return loop;
    }

    static String why(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() {
        if (standing != null) {
            Connection last = standing;
            standing = null;
            last.close();
        }
    }

    /** One connection, and what the loop is told of it: one that stands, is being made, or has been put aside. */
    final class Connection implements TcpHandler {

        private final TcpConnection connection;
        private final TcpWatch watch;

        Connection(TcpConnection connection) throws IOException {
            this.connection = connection;
            try {
                this.watch = loop.watch(connection, this);
            } catch (IOException e) {
                loop.close(connection);
                throw e;
            }
        }

        InetSocketAddress remote() {
            return connection.remote();
        }

        TcpConnection connection() {
            return connection;
        }

        /** What comes waits. */
        void putAside() {
            watch.wantReads(false);
        }

        @Override
        public void onConnected(long nowNanos) {
            onMade(this, nowNanos);
        }

        @Override
        public void onReadable(long nowNanos) {
            if (this == standing) {
                try {
                    leg.onReadable(nowNanos);
                } catch (IOException e) {
                    end(why(e), nowNanos);
                }
            }
        }

        @Override
        public void onWritable(long nowNanos) {
            if (this == standing) {
                try {
                    leg.onWritable(nowNanos);
                } catch (IOException e) {
                    end(why(e), nowNanos);
                }
            }
        }

        @Override
        public void onFailed(IOException cause, long nowNanos) {
            if (this == standing) {
                end(why(cause), nowNanos);
            } else {
                TcpLink.this.onFailed(this, why(cause), nowNanos);
            }
        }

        void close() {
            loop.close(connection);
        }
    }
}
