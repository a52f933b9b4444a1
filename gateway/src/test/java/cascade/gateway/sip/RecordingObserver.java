package cascade.gateway.sip;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what an endpoint reported, one line an event, for tests to look at. */
public final class RecordingObserver implements SipObserver {

    private final List<String> events = new CopyOnWriteArrayList<>();

    public List<String> events() {
        return List.copyOf(events);
    }

    public long count(String event) {
        return events.stream().filter(event::equals).count();
    }

    @Override
    public void received(String domain, String method, String status) {
        events.add("received " + domain + " " + method + " " + status);
    }

    @Override
    public void sent(String domain, String method, String status) {
        events.add("sent " + domain + " " + method + " " + status);
    }

    @Override
    public void retransmitted(String domain, String kind) {
        events.add("retransmitted " + domain + " " + kind);
    }

    @Override
    public void repaired(String domain, String kind) {
        events.add("repaired " + domain + " " + kind);
    }

    @Override
    public void rejected(String domain, String kind) {
        events.add("rejected " + domain + " " + kind);
    }
}
