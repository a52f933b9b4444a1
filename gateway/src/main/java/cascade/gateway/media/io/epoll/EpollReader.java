package cascade.gateway.media.io.epoll;

import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.SocketReader;
import cascade.gateway.media.io.linux.Errno;
import cascade.gateway.media.io.linux.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads one socket. A packet that comes alone is read by the cheaper call for one; where the last look found several,
 * or packets follow each other from look to look, the call for many is tried. Loop thread.
 */
final class EpollReader extends SocketReader implements Watched {

    /** After a try for many that found one, so many looks go by before the next. */
    private static final int LONELY_LOOKS = 16;

    private final EpollPoller poller;
    private final Inbox inbox;
    private final EpollSocket socket;
    private final DatagramHandler handler;
    private final Senders senders = new Senders();
    /** What epoll calls it. */
    private final int index;

    private int lastFound;
    private long lastLook = -1;
    private long lonelyLook = -LONELY_LOOKS;
    private int window = -1;
    private int drops;

    EpollReader(EpollPoller poller, Inbox inbox, EpollSocket socket, DatagramHandler handler, int index) {
        this.poller = poller;
        this.inbox = inbox;
        this.socket = socket;
        this.handler = handler;
        this.index = index;
    }

    @Override
    public void onEvents(int events, long nowNanos) throws IOException {
        onReady(nowNanos);
    }

    @Override
    protected void readBurst(long nowNanos) throws IOException {
        long look = poller.looks();
        boolean many = poller.isGathering() || lastFound > 1 || followsAtOnce(look);
        int found = many ? inbox.receiveMany(socket.fd()) : inbox.receiveOne(socket.fd());
        if (many && found == 1) {
            lonelyLook = look;
        }
        lastLook = look;
        lastFound = Math.max(0, found);
        if (found < 0) {
            onError(found);
            return;
        }
        window = poller.onSocket(window);
        for (int slot = 0; slot < found; slot++) {
            deliver(slot, nowNanos);
        }
        handler.onBurstEnd();
        if (found == Inbox.SLOTS) {
            poller.onMoreWaiting();
        }
    }

    private boolean followsAtOnce(long look) {
        return lastLook == look - 1 && look - lonelyLook > LONELY_LOOKS;
    }

    private void deliver(int slot, long nowNanos) {
        int end = Inbox.offset(slot) + inbox.length(slot);
        int size = inbox.packetBytes(slot);
        countDrops(inbox.drops(slot));
        int at = Inbox.offset(slot);
        do {
            deliver(slot, at, Math.min(size, end - at), nowNanos);
            at += size;
        } while (at < end);
    }

    /** One packet's error is not the next one's. */
    private void deliver(int slot, int at, int length, long nowNanos) {
        poller.onPacket();
        try {
            handler.onDatagram(inbox.memory(), at, length, senders.of(inbox.sender(slot)), nowNanos);
        } catch (RuntimeException e) {
            poller.onFault(e);
        }
    }

    private void countDrops(int total) {
        if (total != 0 && total != drops) {
            handler.onKernelDrops(total - drops);
            drops = total;
        }
    }

    /** A peer that refused what we sent it tells it here; its next packet may be welcome again. */
    private static void onError(int result) throws IOException {
        int error = -result;
        if (error != Errno.EAGAIN && error != Errno.ECONNREFUSED && error != Errno.EINTR) {
            Errno.check("receive", result);
        }
    }

    @Override
    protected void wanted(boolean yes) {
        if (socket.fd() >= 0) {
            try {
                poller.wanted(socket.fd(), index, yes ? SocketOptions.EPOLLIN : 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public boolean isClosed() {
        return socket.fd() < 0;
    }
}
