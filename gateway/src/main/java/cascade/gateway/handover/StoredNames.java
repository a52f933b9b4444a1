package cascade.gateway.handover;

import cascade.gateway.media.SocketName;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names of the sockets that the service manager holds, as many as it can give back: systemd writes all of them into one
 * variable, and Linux starts no process with a variable that is too long. Any thread.
 */
final class StoredNames {

    /** {@code MAX_ARG_STRLEN} is 131,072 bytes, the variable's own name included. */
    static final int OF_A_VARIABLE = 130_000;

    /** Our own keeper sends a message for each. */
    static final int OF_MESSAGES = Integer.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(StoredNames.class);

    private final int mostBytes;
    private final Set<SocketName> names = ConcurrentHashMap.newKeySet();
    private final AtomicInteger bytes = new AtomicInteger();
    private volatile boolean full;

    StoredNames(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** False where it would be one too many. */
    boolean add(SocketName name) {
        if (!names.add(name)) {
            return true;
        }
        int length = length(name);
        if (bytes.addAndGet(length) <= mostBytes) {
            full = false;
            return true;
        }
        remove(name);
        if (!full) {
            full = true;
            LOG.atWarn().addKeyValue("sockets", names.size()).log("no room for more sockets to survive this process");
        }
        return false;
    }

    void remove(SocketName name) {
        if (names.remove(name)) {
            bytes.addAndGet(-length(name));
        }
    }

    /** With what parts it from the next. */
    private static int length(SocketName name) {
        return name.text().length() + 1;
    }
}
