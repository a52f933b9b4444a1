package cascade.gateway.trace.hep;

import java.io.IOException;

/** Way to a collector that stands: a socket that packets are written to. The {@code hep} thread, which it may block. */
interface HepLink extends AutoCloseable {

    /**
     * Writes packets in their order.
     *
     * @return how many left; fails where the link is of no more use, and what it was given may be lost
     */
    int send(HepBatch packets) throws IOException;

    /** Whether it is worth writing to; else another is to be opened. */
    boolean stands();

    @Override
    void close() throws IOException;
}
