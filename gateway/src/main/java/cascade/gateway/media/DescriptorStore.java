package cascade.gateway.media;

import java.util.List;
import java.util.OptionalInt;

/**
 * File-descriptor store: another process holds duplicates of our sockets and hands them to the process that follows this
 * one, so that the kernel goes on receiving while there is none (<a
 * href="https://systemd.io/FILE_DESCRIPTOR_STORE/">systemd's File Descriptor Store</a>).
 *
 * <p>The media plane asks it for each socket that it opens: a leg that is opened again on its former port has the former
 * socket, with all that has come meanwhile. Any thread; nothing waits.
 */
public interface DescriptorStore {

    /** Where nobody outlives this process. */
    DescriptorStore NONE = new DescriptorStore() {
        @Override
        public OptionalInt take(SocketName name) {
            return OptionalInt.empty();
        }

        @Override
        public List<SocketName> connectionsOf(SocketName listener) {
            return List.of();
        }

        @Override
        public void keep(SocketName name, int fd) {
            // there is nobody who could
        }

        @Override
        public void forget(SocketName name) {
            // nothing was kept
        }

        @Override
        public void closeRest() {
            // nothing was taken over
        }

        @Override
        public boolean isRestored() {
            return true;
        }

        @Override
        public void leave() {
            // nothing is held
        }

        @Override
        public boolean isLeft() {
            return false;
        }
    };

    /**
     * Takes over a socket of the former process; the caller owns its descriptor from now on, and it stays kept.
     *
     * @return empty: there is none of that name, it is to be opened anew
     */
    OptionalInt take(SocketName name);

    /**
     * Connections of the former process, not taken yet, whose own end is where {@code listener} listens, or would: its
     * address may be the one that stands for all of this machine's.
     */
    List<SocketName> connectionsOf(SocketName listener);

    /** Has a duplicate of an open socket held under its name. */
    void keep(SocketName name, int fd);

    /** No longer; a name that was not kept is ignored. */
    void forget(SocketName name);

    /** Everything is restored: what nobody took is closed and forgotten, and its ports are free again. */
    void closeRest();

    /** After {@link #closeRest}: from then on what waits in sockets that were taken is read. Legs have their viewers again. */
    boolean isRestored();

    /**
     * This process gives up before it has served: what is held stays held for the next one. From now on nothing is kept or
     * forgotten, and to close a socket here is not to end it.
     */
    void leave();

    /** After {@link #leave}. */
    boolean isLeft();
}
