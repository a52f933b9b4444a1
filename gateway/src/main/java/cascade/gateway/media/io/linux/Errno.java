package cascade.gateway.media.io.linux;

import java.io.IOException;
import java.net.BindException;

/** The error numbers that somebody asks for, as {@link SystemCalls} returns them but without the sign. */
public final class Errno {

    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int EAGAIN = 11;
    public static final int EINVAL = 22;
    public static final int EMSGSIZE = 90;
    public static final int EADDRINUSE = 98;
    public static final int EADDRNOTAVAIL = 99;
    public static final int ECONNREFUSED = 111;

    private Errno() {}

    /** The result, when it is none of an error. */
    public static int check(String call, int result) throws IOException {
        if (result >= 0) {
            return result;
        }
        throw switch (-result) {
            case EADDRINUSE -> new BindException(call + ": address already in use");
            case EADDRNOTAVAIL -> new BindException(call + ": not an address of this machine");
            default -> new IOException(call + ": error " + -result);
        };
    }
}
