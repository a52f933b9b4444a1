package cascade.gateway.media.io.nio;

import java.io.IOException;

/** Attachment of a selection key: the object that the key's readiness is told to. Loop thread. */
@FunctionalInterface
interface Selected {

    /** The key is ready for something that it is interested in. */
    void onReady(long nowNanos) throws IOException;
}
