package cascade.gateway.media.io.nio;

import java.io.IOException;

/** What a selection key stands for. Loop thread. */
@FunctionalInterface
interface Selected {

    /** The key is ready for something that it is interested in. */
    void onReady(long nowNanos) throws IOException;
}
