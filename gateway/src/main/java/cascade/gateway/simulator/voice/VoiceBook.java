package cascade.gateway.simulator.voice;

import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Voice sessions of a simulated platform by their dialogs. The platform's loop, but for {@link #running}. */
public final class VoiceBook {

    private final DialogTable<VoiceSession> sessions = new DialogTable<>();
    private volatile List<HeardVoice> published = List.of();

    public void add(VoiceSession session) {
        sessions.add(session.dialog(), session);
        publish();
    }

    /** False where it has ended already. */
    boolean remove(VoiceSession session) {
        boolean running = sessions.owners().contains(session);
        if (running) {
            sessions.remove(session.dialog());
            session.end().stop();
            publish();
        }
        return running;
    }

    private void publish() {
        published = List.copyOf(sessions.owners());
    }

    /** Takes a BYE of one of them; false where it belongs to none. */
    public boolean onBye(ServerTransaction bye) {
        Optional<VoiceSession> ended = sessions.find(bye);
        ended.ifPresent(session -> {
            PlatformSignalling.respond(bye, 200);
            remove(session);
        });
        return ended.isPresent();
    }

    /** The sessions a moment ago; from any thread. */
    public List<HeardVoice> running() {
        return published;
    }

    /** Says BYE to all. */
    public Future<Void> stop() {
        return Future.join(List.copyOf(sessions.owners()).stream()
                        .map(VoiceSession::hangUp)
                        .toList())
                .mapEmpty();
    }
}
