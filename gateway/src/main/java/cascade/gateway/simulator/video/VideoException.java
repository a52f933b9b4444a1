package cascade.gateway.simulator.video;

/** A clip could not be made; the message is one line for the operator. */
public final class VideoException extends Exception {

    public VideoException(String message) {
        super(message);
    }

    public VideoException(String message, Throwable cause) {
        super(message, cause);
    }
}
