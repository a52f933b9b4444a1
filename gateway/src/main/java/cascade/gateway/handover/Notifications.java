package cascade.gateway.handover;

import cascade.gateway.media.io.linux.FileDescriptors;
import cascade.gateway.media.io.linux.UnixAddress;
import cascade.gateway.media.io.linux.UnixDatagrams;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queue of notifications to the service manager, emptied in its order by a daemon thread ({@code handover}): a service
 * manager that is slow keeps no loop waiting. Any thread.
 */
final class Notifications implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    /** Descriptors that wait, more than all of 2,000 streams; beyond them sockets are not stored, which is said. */
    private static final int CAPACITY = 16_384;

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int[] NONE = {};

    /** @param descriptors ours alone, closed when they are sent */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    private record Notification(String text, int[] descriptors, Runnable done) {}

    private final UnixDatagrams socket;
    private final UnixAddress manager;
    private final BlockingQueue<Notification> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    /** Of the sending thread: it says once that nobody hears, and once that somebody does again. */
    private boolean deaf;

    private volatile boolean full;

    private Notifications(UnixDatagrams socket, UnixAddress manager) {
        this.socket = socket;
        this.manager = manager;
        this.thread = Thread.ofPlatform().name("handover").daemon().unstarted(this::run);
    }

    static Notifications to(UnixAddress manager) throws IOException {
        Notifications notifications = new Notifications(UnixDatagrams.open(), manager);
        notifications.thread.start();
        return notifications;
    }

    void send(String text) {
        add(new Notification(text, NONE, () -> {}));
    }

    /** Takes ownership of the descriptor. */
    void send(String text, int descriptor) {
        add(new Notification(text, new int[] {descriptor}, () -> {}));
    }

    /** Waits until all that was sent before has left, or for so long; false when it has not. */
    boolean flush(Duration limit) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(1);
        add(new Notification("", NONE, left::countDown));
        return left.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void add(Notification notification) {
        boolean room = notification.descriptors().length == 0 || queue.size() < CAPACITY;
        if (!closed && room) {
            queue.add(notification);
            full = queue.size() >= CAPACITY;
            return;
        }
        closeAll(notification);
        if (!closed && !full) {
            full = true;
            LOG.atWarn().log("service manager does not keep up: sockets may be lost");
        }
    }

    private void run() {
        try {
            while (!closed) {
                Notification next = queue.take();
                try {
                    send(next);
                } finally {
                    closeAll(next);
                    next.done().run();
                }
            }
        } catch (InterruptedException ended) {
            // by close
        } finally {
            queue.forEach(Notifications::closeAll);
            socket.close();
        }
    }

    private void send(Notification next) {
        if (next.text().isEmpty()) {
            return;
        }
        try {
            byte[] message = next.text().getBytes(StandardCharsets.UTF_8);
            while (!socket.send(message, next.descriptors(), manager) && !closed) {
                LockSupport.parkNanos(this, RETRY_NANOS);
            }
            deaf = false;
        } catch (IOException e) {
            if (!deaf) {
                deaf = true;
                LOG.atWarn().addKeyValue("address", manager.text()).setCause(e).log("service manager does not hear us");
            }
        }
    }

    private static void closeAll(Notification notification) {
        for (int descriptor : notification.descriptors()) {
            try {
                FileDescriptors.close(descriptor);
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("duplicate of a socket was not closed cleanly");
            }
        }
    }

    /** What waits is not sent any more. Idempotent. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
