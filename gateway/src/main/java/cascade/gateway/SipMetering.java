package cascade.gateway;

import cascade.gateway.sip.SipObserver;
import cascade.monitoring.Direction;
import cascade.monitoring.SipMeters;
import java.time.Duration;

/** Carries what the SIP side reports into the meters. Control loop only. */
record SipMetering(SipMeters meters) implements SipObserver {

    @Override
    public void received(String domain, String method, String status) {
        meters.message(domain, Direction.IN, method, status);
    }

    @Override
    public void sent(String domain, String method, String status) {
        meters.message(domain, Direction.OUT, method, status);
    }

    @Override
    public void retransmitted(String domain, String kind) {
        meters.retransmission(domain, kind);
    }

    @Override
    public void repaired(String domain, String kind) {
        meters.repair(domain, kind);
    }

    @Override
    public void rejected(String domain, String kind) {
        meters.rejected(domain, kind);
    }

    @Override
    public void transaction(String domain, String method, Duration duration) {
        meters.transaction(domain, method, duration);
    }
}
