package cascade.gateway.media.io;

/** Handler of the connections that a {@link TcpListener} accepted, called on the loop's thread. */
@FunctionalInterface
public interface AcceptHandler {

    /** Owns the connection from now on: watches it, or closes it. */
    void onAccepted(TcpConnection connection, long nowNanos);
}
