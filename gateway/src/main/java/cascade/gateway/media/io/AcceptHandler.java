package cascade.gateway.media.io;

/** Takes the connections of a {@link TcpListener}, on the loop's thread. */
@FunctionalInterface
public interface AcceptHandler {

    /** Owns the connection from now on: watches it, or closes it. */
    void onAccepted(TcpConnection connection, long nowNanos);
}
