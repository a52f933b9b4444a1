package cascade.gateway.assembly.metering;

import cascade.gateway.sip.SipObserver;
import cascade.monitoring.Direction;
import cascade.monitoring.SipMeters;
import java.time.Duration;

/** Meters of the SIP side: each event of its {@link SipObserver} counted or timed. Control loop only. */
public record SipMetering(SipMeters meters) implements SipObserver {

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
    public void transaction(String domain, String method, Duration duration, String callId) {
        meters.transaction(domain, method, duration, callId);
    }
}
