package cascade.gateway.assembly;

import cascade.config.GatewayConfig;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.trace.CorrelationId;
import cascade.gateway.trace.TraceBook;
import cascade.gateway.trace.TraceRing;
import cascade.gateway.trace.hep.HepSender;
import cascade.monitoring.RuntimeMeters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whatever hears the messages of one gateway to show them: the trace ring and the HEP sender. Control loop only.
 *
 * @param book of both
 */
public record Traces(TraceRing ring, HepSender hep, TraceBook book, CorrelationId correlations) {

    /**
     * Taps the SIP side.
     *
     * @param settings in force
     * @param control the control loop
     * @param started when the gateway started
     */
    public static Traces of(Supplier<GatewayConfig> settings, Context control, SipEndpoint sip, Instant started) {
        var correlations = new CorrelationId(started);
        var ring = new TraceRing(() -> settings.get().trace(), InstantSource.system());
        var hep = new HepSender(
                () -> settings.get().hep(),
                correlations,
                work -> control.runOnContext(next -> work.run()),
                InstantSource.system());
        sip.tap(ring);
        sip.tap(hep);
        return new Traces(ring, hep, TraceBook.all(List.of(ring, hep)), correlations);
    }

    /** Shows its figures on the metrics page. */
    public void show(RuntimeMeters meters) {
        meters.watchTraces(ring::used, hep::sent, hep::dropped);
    }

    /** Nothing more leaves for the collector. */
    public Future<Void> close() {
        hep.close();
        return Future.succeededFuture();
    }
}
