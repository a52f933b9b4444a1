package cascade.gateway.media.io.linux;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;

/**
 * Error numbers of system calls, of those that callers tell apart: as {@link SystemCalls} returns them but without the
 * sign.
 */
public final class Errno {

    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int EAGAIN = 11;
    public static final int ENOMEM = 12;
    public static final int EINVAL = 22;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int EPIPE = 32;
    public static final int ENONET = 64;
    public static final int EPROTO = 71;
    public static final int EMSGSIZE = 90;
    public static final int ENOPROTOOPT = 92;
    public static final int EADDRINUSE = 98;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ENETUNREACH = 101;
    public static final int ECONNRESET = 104;
    public static final int ENOBUFS = 105;
    public static final int ETIMEDOUT = 110;
    public static final int ECONNREFUSED = 111;
    public static final int EHOSTDOWN = 112;
    public static final int EHOSTUNREACH = 113;
    public static final int EINPROGRESS = 115;

    private Errno() {}

    /**
     * True when a connected UDP socket may tell by it what an ICMP message said of a packet that it sent before (<a
     * href="https://datatracker.ietf.org/doc/html/rfc1122">RFC 1122</a> 4.1.3.3): told once, at whatever call comes
     * next, which does nothing else.
     */
    public static boolean isOfFormerPacket(int error) {
        return switch (error) {
            case ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENONET, ENOPROTOOPT, EPROTO, EMSGSIZE -> true;
            default -> false;
        };
    }

    /** The result, when it is none of an error. */
    public static int check(String call, int result) throws IOException {
        if (result >= 0) {
            return result;
        }
        throw exception(call, -result);
    }

    /** For people, and for those who ask whether an address is to be had. */
    public static IOException exception(String call, int error) {
        String message = call + ": " + text(error);
        return switch (error) {
            case EADDRINUSE, EADDRNOTAVAIL -> new BindException(message);
            case ECONNREFUSED, ETIMEDOUT, ENETUNREACH, EHOSTUNREACH -> new ConnectException(message);
            default -> new IOException(message);
        };
    }

    private static String text(int error) {
        return switch (error) {
            case ENFILE, EMFILE -> "too many open files";
            case EPIPE -> "broken pipe";
            case EADDRINUSE -> "address already in use";
            case EADDRNOTAVAIL -> "address not available";
            case ENETUNREACH -> "network is unreachable";
            case ECONNRESET -> "connection reset";
            case ETIMEDOUT -> "connection timed out";
            case ECONNREFUSED -> "connection refused";
            case EHOSTUNREACH -> "no route to host";
            default -> "error " + error;
        };
    }
}
