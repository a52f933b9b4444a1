package cascade.gateway.media.relay.leg;

import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.SocketReader;
import java.io.IOException;

/** Media loop as a UDP leg sees it. Loop thread. */
public interface UdpLoop {

    /** Reads a socket from now on, until it is closed. */
    SocketReader read(MediaSocket socket, DatagramHandler handler) throws IOException;

    /** One packet's error is not the next one's. */
    void onFault(Throwable e);

    /**
     * Counts datagrams that the kernel had no room for, beside the count of their leg, which is its owner's: a full socket is
     * a network's trouble.
     */
    void countKernelDrops(String network, int packets);

    long nanoTime();
}
