package cascade.gateway.media;

/** Hears what happens to one stream, on the control context. */
@FunctionalInterface
public interface MediaListener {

    void onMediaEvent(MediaEvent event);
}
