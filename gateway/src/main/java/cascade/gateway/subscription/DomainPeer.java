package cascade.gateway.subscription;

import cascade.gateway.domain.Domain;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ClientTransaction;

/** Configured platform as the peer of a subscription. Control loop only. */
record DomainPeer(Domain domain) implements SubscriptionPeer {

    @Override
    public String name() {
        return domain.name();
    }

    @Override
    public boolean isOnline() {
        return domain.isOnline();
    }

    @Override
    public boolean isReachable() {
        return domain.peer().isPresent();
    }

    @Override
    public boolean isResumed() {
        return domain instanceof LowerDomain lower && lower.isResumed();
    }

    @Override
    public SipRequest.Builder newSubscribe() {
        String id = domain.config().deviceId();
        return domain.link().newRequest("SUBSCRIBE", id, id);
    }

    @Override
    public ClientTransaction send(SipRequest request) {
        return domain.link().send(request);
    }

    @Override
    public ClientTransaction send(SipRequest request, Dialog dialog) {
        return domain.link().send(request, dialog);
    }
}
