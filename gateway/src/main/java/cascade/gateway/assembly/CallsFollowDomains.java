package cascade.gateway.assembly;

import cascade.gateway.call.Calls;
import cascade.gateway.domain.DomainListener;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.OfflineReason;
import cascade.gateway.domain.UpperDomain;

/** Domain events that calls follow: the calls of a platform that is offline end. Control loop only. */
public final class CallsFollowDomains {

    private CallsFollowDomains() {}

    public static void connect(Calls calls, Domains domains) {
        domains.addUpperListener(new DomainListener<>() {
            @Override
            public void onOffline(UpperDomain upper, OfflineReason reason) {
                calls.onUpperOffline(upper);
            }
        });
        domains.addLowerListener(new DomainListener<>() {
            @Override
            public void onOffline(LowerDomain lower, OfflineReason reason) {
                calls.onLowerOffline(lower);
            }
        });
    }
}
