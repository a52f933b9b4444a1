package cascade.gateway.subscription;

import java.util.List;

/** Writes down in words what a {@link Subscriber} tells. */
record HeardOfSubscriber(List<String> heard) implements Subscriber.Listener {

    @Override
    public void onSubscribed(String callId, long expiresSeconds, boolean renewed) {
        heard.add(renewed ? "renewed" : "subscribed");
    }

    @Override
    public void onFailed(String why) {
        heard.add("failed: " + why);
    }

    @Override
    public void onUnsupported(int status) {
        heard.add("unsupported " + status);
    }
}
