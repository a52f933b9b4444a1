package cascade.gateway.assembly.metering;

import cascade.gateway.sip.SipObserver;
import cascade.monitoring.Direction;
import cascade.monitoring.SipMeters;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Meters of the SIP side: each event of its {@link SipObserver} counted or timed. Control loop only.
 *
 * @param repairs hears of each repair as well, with its domain and its kind
 */
public record SipMetering(SipMeters meters, BiConsumer<String, String> repairs) implements SipObserver {

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
        repairs.accept(domain, kind);
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
