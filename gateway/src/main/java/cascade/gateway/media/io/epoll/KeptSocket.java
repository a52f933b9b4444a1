package cascade.gateway.media.io.epoll;

import cascade.gateway.media.DescriptorStore;
import cascade.gateway.media.SocketName;

/**
 * Entry of a socket in the descriptor store: made when a loop has the socket, since one that was opened only to see
 * whether its port is free is no leg's; gone when it is closed. One thread at a time.
 */
final class KeptSocket {

    private enum State {
        NOT_KEPT,
        KEPT,
        /** Kept since the former process. */
        TAKEN_OVER
    }

    private final DescriptorStore store;
    private final SocketName name;
    private State state;

    private KeptSocket(DescriptorStore store, SocketName name, State state) {
        this.store = store;
        this.name = name;
        this.state = state;
    }

    static KeptSocket opened(DescriptorStore store, SocketName name) {
        return new KeptSocket(store, name, State.NOT_KEPT);
    }

    static KeptSocket takenOver(DescriptorStore store, SocketName name) {
        return new KeptSocket(store, name, State.TAKEN_OVER);
    }

    DescriptorStore store() {
        return store;
    }

    SocketName name() {
        return name;
    }

    boolean isTakenOver() {
        return state == State.TAKEN_OVER;
    }

    /** Not one whose port the kernel picked: nobody would ask for it. */
    void keep(int fd) {
        if (state == State.NOT_KEPT && name.local().getPort() != 0) {
            state = State.KEPT;
            store.keep(name, fd);
        }
    }

    /** Whether somebody else holds a duplicate, so that to close ours alone would not end it as it should. */
    boolean isToBeEnded() {
        return state != State.NOT_KEPT && !store.isLeft();
    }

    /** Its leg is closed; where this process gives up, the next one asks for it. */
    void forget() {
        if (isToBeEnded()) {
            state = State.NOT_KEPT;
            store.forget(name);
        }
    }
}
