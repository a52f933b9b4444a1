package cascade.gateway.media.io.epoll;

import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.SocketReader;
import cascade.gateway.media.io.linux.Errno;
import cascade.gateway.media.io.linux.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reader of one UDP socket by single or batched receive calls. A packet that comes alone is read by the cheapest call,
 * for one packet; where the last look found several, or packets follow each other from look to look, the call for many
 * is tried; and where many bursts came, the kernel is asked to hand them over together. Loop thread.
 */
final class EpollReader extends SocketReader implements Watched {

    /** After a try for many that found one, so many looks go by before the next. */
    private static final int LONELY_LOOKS = 16;

    /** Where nothing comes, the kernel is asked for its drops each so many rounds. */
    private static final int ROUNDS_UNHEARD = 8;

    private final EpollPoller poller;
    private final Inbox inbox;
    private final EpollSocket socket;
    private final DatagramHandler handler;
    private final Senders senders;
    /** What epoll calls it. */
    private final long number;

    private int lastFound;
    private long lastLook = -1;
    private long lonelyLook = -LONELY_LOOKS;
    private int window = -1;
    private int trainScore;
    /** Set once, for good: see {@link GroDetector}. */
    private boolean takesTrains;

    private int drops;
    /** Something has come since the kernel was asked for its drops. */
    private boolean heard;

    private int roundsUnheard;
    /** Of a socket that was taken over, until its backlog is read. */
    private boolean paced;

    EpollReader(EpollPoller poller, Inbox inbox, EpollSocket socket, DatagramHandler handler, long number) {
        this.poller = poller;
        this.inbox = inbox;
        this.socket = socket;
        this.handler = handler;
        this.number = number;
        this.senders = new Senders(socket.isShared());
        this.takesTrains = socket.isTakenOver() && inbox.hasTrains(socket.fd());
    }

    @Override
    public void onEvents(int events, long nowNanos) throws IOException {
        if ((events & SocketOptions.EPOLLERR) != 0) {
            takeError();
        }
        // a backlog has a pace of its own; epoll tells of errors whether it is asked or not
        if (!paced) {
            onReady(nowNanos);
        }
    }

    /** What is told of a former packet, before the next call takes it: 0 where a send of this turn has. */
    private void takeError() throws IOException {
        if (isClosed()) {
            return;
        }
        int error = Descriptors.get(socket.fd(), SocketOptions.SOL_SOCKET, SocketOptions.SO_ERROR);
        if (error == 0 || error == Errno.ECONNREFUSED) {
            handler.onUnreachable();
        }
    }

    /** The kernel is not asked to tell of packets until {@link #readAsEver}: a {@link Backlog} is read meanwhile. */
    void readAtPace() {
        wanted(false);
        paced = true;
    }

    void readAsEver() {
        paced = false;
        wanted(true);
    }

    int queuedBytes() {
        return inbox.queuedBytes(socket.fd());
    }

    /** One by one; false when nothing waits any more. */
    boolean readPackets(long count, long nowNanos) throws IOException {
        long left = count;
        while (left > 0 && !isClosed() && !isHeld()) {
            if (takesTrains) {
                readTrain(nowNanos);
            } else {
                readPacket(nowNanos);
            }
            if (lastFound == 0) {
                return false;
            }
            left -= takesTrains ? packetsInTrain() : 1;
        }
        return true;
    }

    /** Of the one message that was read last. */
    private int packetsInTrain() {
        return Math.max(1, Math.ceilDiv(inbox.length(0), inbox.packetBytes(0)));
    }

    @Override
    protected void readBurst(long nowNanos) throws IOException {
        long look = poller.looks();
        boolean many = poller.isGathering() || lastFound > 1 || followsAtOnce(look);
        lastLook = look;
        if (many) {
            readMany(look, nowNanos);
        } else if (takesTrains) {
            readTrain(nowNanos);
        } else {
            readPacket(nowNanos);
        }
    }

    private boolean followsAtOnce(long look) {
        return lastLook == look - 1 && look - lonelyLook > LONELY_LOOKS;
    }

    private void readPacket(long nowNanos) throws IOException {
        int length = inbox.receivePacket(socket.fd());
        lastFound = length < 0 ? 0 : 1;
        if (length < 0) {
            onError(length);
            return;
        }
        heard = true;
        trainScore = GroDetector.score(trainScore, 1);
        window = poller.onSocket(window);
        deliver(0, Inbox.offset(0), length, nowNanos);
        handler.onBurstEnd();
    }

    private void readTrain(long nowNanos) throws IOException {
        deliverAll(inbox.receiveTrain(socket.fd()), nowNanos);
    }

    private void readMany(long look, long nowNanos) throws IOException {
        int found = inbox.receiveMany(socket.fd(), takesTrains);
        if (found == 1) {
            lonelyLook = look;
        }
        deliverAll(found, nowNanos);
        if (found == Inbox.SLOTS) {
            poller.onMoreWaiting();
        }
        if (!takesTrains && (poller.keepsUp() || poller.isGathering())) {
            trainScore = GroDetector.score(trainScore, found);
            takesTrains = GroDetector.isEnough(trainScore) && inbox.takeTrains(socket.fd());
        }
    }

    /** @param found messages, or an error's number negated */
    private void deliverAll(int found, long nowNanos) throws IOException {
        lastFound = Math.max(0, found);
        if (found < 0) {
            onError(found);
            return;
        }
        heard = true;
        window = poller.onSocket(window);
        for (int slot = 0; slot < found; slot++) {
            deliver(slot, nowNanos);
        }
        handler.onBurstEnd();
    }

    private void deliver(int slot, long nowNanos) {
        int end = Inbox.offset(slot) + inbox.length(slot);
        int size = inbox.packetBytes(slot);
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

    /** There is room where nothing comes, and seldom a packet too many all the same: where the kernel's memory is full. */
    @Override
    public void sampleDrops() {
        if (heard || isHeld() || paced || ++roundsUnheard == ROUNDS_UNHEARD) {
            heard = false;
            roundsUnheard = 0;
            countDrops();
        }
    }

    /** Tells of the packets that the kernel had no room for since this was last asked. */
    private void countDrops() {
        int total = inbox.drops(socket.fd());
        if (total >= 0 && total != drops) {
            handler.onKernelDrops(total - drops);
            drops = total;
        }
    }

    /** That a packet of ours did not get there may be told here; the next one may. */
    private static void onError(int result) throws IOException {
        int error = -result;
        if (error != Errno.EAGAIN && error != Errno.EINTR && !Errno.isOfFormerPacket(error)) {
            Errno.check("receive", result);
        }
    }

    @Override
    protected void wanted(boolean yes) {
        if (socket.fd() >= 0 && !paced) {
            try {
                poller.wanted(socket.fd(), number, yes ? SocketOptions.EPOLLIN : 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The socket is about to be closed. */
    void onClosing() {
        countDrops();
        poller.onClosed(number);
    }

    @Override
    public boolean isClosed() {
        return socket.fd() < 0;
    }
}
