package cascade.gateway.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalLong;

/** A relay under test, pinned to a core of its own. */
interface Relay extends AutoCloseable {

    /**
     * Opens the streams of that load.
     *
     * @return where the camera of stream i is to send to
     * @throws NotOffered when this relay does not do such a thing
     */
    List<InetSocketAddress> open(Load load, Place place) throws IOException;

    void closeStreams() throws IOException;

    long pid();

    /** Bytes that the threads which move packets have allocated so far, where that is known. */
    default OptionalLong allocatedBytes() throws IOException {
        return OptionalLong.empty();
    }

    /** It gives each viewer of a stream an SSRC of its own; else all have the stream's. */
    default boolean ownSsrcPerViewer() {
        return false;
    }

    /** It always passes the source's SSRC on. */
    default boolean keepsSsrc() {
        return false;
    }

    /** Streams that were once overloaded stay silent: open it again after a loss. */
    default boolean givesUpStreams() {
        return false;
    }

    @Override
    void close() throws IOException;

    /** That relay cannot do what the load asks for. */
    final class NotOffered extends IOException {
        NotOffered(String what) {
            super(what);
        }
    }
}
