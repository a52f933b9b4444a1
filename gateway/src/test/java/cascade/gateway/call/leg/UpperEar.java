package cascade.gateway.call.leg;

import cascade.gateway.sip.transaction.ServerTransaction;
import java.util.ArrayList;
import java.util.List;

/** Owner of an {@link UpperLeg} that writes down in words what it hears. */
class UpperEar implements UpperLeg.Listener {

    final List<String> heard = new ArrayList<>();
    final List<ReInvite> reInvites = new ArrayList<>();

    @Override
    public void onCancel() {
        heard.add("cancel");
    }

    @Override
    public void onAcknowledged() {
        heard.add("acknowledged");
    }

    @Override
    public void onUnacknowledged() {
        heard.add("unacknowledged");
    }

    @Override
    public void onBye() {
        heard.add("bye");
    }

    @Override
    public void onInfo(ServerTransaction info) {
        heard.add("info");
    }

    @Override
    public void onReInvite(ReInvite reInvite) {
        heard.add("re-INVITE");
        reInvites.add(reInvite);
    }
}
