package cascade.gateway.media.io;

import java.io.IOException;

/**
 * Readiness handler of a {@link TcpConnection}, called on the loop's thread. Level triggered: told again until it is
 * done.
 */
public interface TcpHandler {

    /** The connection that we asked for stands. Not told of accepted ones. */
    void onConnected(long nowNanos);

    /** There are bytes, or the peer's end of them. */
    void onReadable(long nowNanos);

    /** There is room again; told only while {@link TcpWatch#wantWrites} is on. */
    void onWritable(long nowNanos);

    /** It could not be made, or is broken. Nothing more is told; the receiver closes the connection. */
    void onFailed(IOException cause, long nowNanos);
}
