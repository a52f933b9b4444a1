package cascade.gateway.call.route;

import cascade.gateway.domain.hop.RoutePath;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * INVITE of an upper whose final responses, of success and of failure, tell the path that it has taken, {@code X-RoutePath}
 * (GB/T 28181-2022 annex H): our id in front of what the lower's response told, or of the lower's id where that told none;
 * our id alone where no lower was asked. Control loop only.
 */
public final class RoutedInvite implements ServerTransaction {

    private final ServerTransaction invite;
    private final String ownId;
    private Supplier<Optional<RoutePath>> below = Optional::empty;

    /** @param ownId our id as the upper knows it */
    public RoutedInvite(ServerTransaction invite, String ownId) {
        this.invite = invite;
        this.ownId = ownId;
    }

    /** It goes on: asked at each final response for the path from the lower on, if a lower was asked. */
    public void goesOn(Supplier<Optional<RoutePath>> path) {
        below = path;
    }

    @Override
    public SipResponse.Builder answer(int status) {
        SipResponse.Builder answer = invite.answer(status);
        return status < 200
                ? answer
                : answer.header(
                        RoutePath.HEADER,
                        below.get().orElseGet(RoutePath::of).behind(ownId).toString());
    }

    @Override
    public SipRequest request() {
        return invite.request();
    }

    @Override
    public SipPeer source() {
        return invite.source();
    }

    @Override
    public Set<String> domains() {
        return invite.domains();
    }

    @Override
    public ListeningPoint local() {
        return invite.local();
    }

    @Override
    public String localTag() {
        return invite.localTag();
    }

    @Override
    public void respond(SipResponse response) {
        invite.respond(response);
    }

    @Override
    public Future<SipRequest> accept(SipResponse success) {
        return invite.accept(success);
    }

    @Override
    public void stopRepeating() {
        invite.stopRepeating();
    }

    @Override
    public void onCancel(Handler<SipRequest> handler) {
        invite.onCancel(handler);
    }

    @Override
    public void ignore() {
        invite.ignore();
    }

    @Override
    public boolean isAnswered() {
        return invite.isAnswered();
    }
}
