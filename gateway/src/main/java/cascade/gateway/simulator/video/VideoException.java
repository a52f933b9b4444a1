package cascade.gateway.simulator.video;

/** Failure to make a clip; the message is one line for the operator. */
public final class VideoException extends Exception {

    public VideoException(String message) {
        super(message);
    }

    public VideoException(String message, Throwable cause) {
        super(message, cause);
    }
}
