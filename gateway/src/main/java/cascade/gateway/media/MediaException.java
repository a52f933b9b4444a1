package cascade.gateway.media;

import cascade.address.IpText;
import java.io.IOException;
import java.net.InetAddress;

/** Failure of a request to the media plane. {@link #code} is stable: for logs, metrics and SIP reasons. */
public sealed class MediaException extends RuntimeException {

    private final String code;

    private MediaException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    private MediaException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Every pair of the network is used, resting, or taken by another program; or so were all that were tried. */
    public static final class PortsExhausted extends MediaException {
        public PortsExhausted(String network) {
            super("ports-exhausted", "no free port pair in network " + network);
        }
    }

    /** The system refused a socket for another reason than a taken port. */
    public static final class SocketRefused extends MediaException {
        public SocketRefused(String what, IOException cause) {
            super("socket-refused", what + ": " + cause.getMessage(), cause);
        }
    }

    /** The loop has too many requests waiting. */
    public static final class Overloaded extends MediaException {
        public Overloaded() {
            super("media-overloaded", "the media loop's queue is full");
        }
    }

    /** The plane, the stream or the viewer is closed. */
    public static final class Closed extends MediaException {
        public Closed(String what) {
            super("media-closed", what + " is closed");
        }
    }

    /** This plane cannot carry such a leg. */
    public static final class NotSupported extends MediaException {
        public NotSupported(String what) {
            super("media-not-supported", what + " is not supported by this media plane");
        }
    }

    /** Its packets could not be told from another leg's: both have the same port of ours, the same host and SSRC. */
    public static final class Indistinguishable extends MediaException {
        public Indistinguishable(String what) {
            super("media-indistinguishable", what + " cannot be told apart");
        }
    }

    /** The peer's SDP names no single host, or one outside the networks that its media may use. */
    public static final class AddressNotAllowed extends MediaException {
        public AddressNotAllowed(InetAddress address) {
            super("media-address-not-allowed", "media may not go to " + IpText.of(address));
        }
    }
}
