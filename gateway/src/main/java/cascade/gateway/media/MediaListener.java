package cascade.gateway.media;

/** Listener to the events of one stream, called on the control context. */
@FunctionalInterface
public interface MediaListener {

    void onMediaEvent(MediaEvent event);
}
