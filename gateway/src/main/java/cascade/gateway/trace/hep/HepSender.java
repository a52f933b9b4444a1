package cascade.gateway.trace.hep;

import cascade.config.gateway.HepConfig;
import cascade.gateway.sip.MessageTap;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.trace.CallIdField;
import cascade.gateway.trace.CorrelationId;
import cascade.gateway.trace.Milestone;
import cascade.gateway.trace.RtcpDatagram;
import cascade.gateway.trace.Subject;
import cascade.gateway.trace.TraceBook;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * HEPv3 capture agent: what {@link MessageTap}s and {@link TraceBook}s hear goes to the collector, as SIP and as log lines.
 * A message waits for the end of the event in which it came, since only then it is known which call it belongs to; then it
 * waits in a bounded queue for the thread that sends. Control loop only; never blocks it.
 */
public final class HepSender implements MessageTap, TraceBook {

    private final Supplier<HepConfig> settings;
    private final CorrelationId correlations;
    private final HepCalls calls = new HepCalls();
    private final Executor later;
    private final InstantSource clock;
    private final HepOutput output;
    private List<Runnable> waiting = new ArrayList<>();

    /**
     * @param settings in force, read with each message: a reload may change all of them
     * @param later runs on the control loop what is due after the present event
     */
    public HepSender(Supplier<HepConfig> settings, CorrelationId correlations, Executor later, InstantSource clock) {
        this.settings = settings;
        this.correlations = correlations;
        this.later = later;
        this.clock = clock;
        this.output = new HepOutput();
    }

    /** Packets that were sent. Any thread. */
    public long sent() {
        return output.sent();
    }

    /** Packets that were not, for whatever reason. Any thread. */
    public long dropped() {
        return output.dropped();
    }

    private boolean isOn() {
        return settings.get().address().isPresent();
    }

    @Override
    public void onMessage(TappedMessage message) {
        if (isOn()) {
            String callId = CallIdField.of(message.bytes());
            if (!callId.isEmpty()) {
                afterwards(() -> send(message, callId));
            }
        }
    }

    private String correlation(HepCalls.Call call) {
        return correlations.of(call.streamOrSelf());
    }

    private void afterwards(Runnable work) {
        if (waiting.isEmpty()) {
            later.execute(this::sendWaiting);
        }
        waiting.add(work);
    }

    private void sendWaiting() {
        List<Runnable> due = waiting;
        waiting = new ArrayList<>();
        due.forEach(Runnable::run);
    }

    private void send(TappedMessage message, String callId) {
        var way = HepCalls.Way.of(message);
        output.offer(
                new HepEvent(
                        HepEvent.Kind.SIP,
                        message.at(),
                        way.transport(),
                        way.ends(),
                        calls.of(callId, way).map(this::correlation).orElse(""),
                        message.bytes()),
                settings.get());
    }

    @Override
    public void open(Subject subject, String callId) {
        calls.open(subject, callId, clock.instant());
    }

    @Override
    public void addDialog(String id, String callId) {
        calls.addDialog(id, callId);
    }

    @Override
    public void join(String call, String stream) {
        calls.join(call, stream);
        note(call, Milestone.JOINED, "stream " + stream);
    }

    @Override
    public void note(String id, Milestone what, String detail) {
        if (isOn()) {
            Instant now = clock.instant();
            afterwards(() -> sendLog(id, what.label() + (detail.isEmpty() ? "" : ": " + detail), now));
        }
    }

    /** The addresses are those of the last message: a collector shows nothing that has none. */
    private void sendLog(String id, String text, Instant at) {
        calls.find(id)
                .ifPresent(call -> call.last()
                        .ifPresent(last -> output.offer(
                                HepEvent.log(
                                        at,
                                        last.transport(),
                                        last.ends(),
                                        correlation(call),
                                        call.subject().id() + " "
                                                + call.subject().domain() + " " + text),
                                settings.get())));
    }

    @Override
    public void end(String id, String cause, int status, String detail) {
        note(id, Milestone.ENDED, cause + (status == 0 ? "" : " " + status) + (detail.isEmpty() ? "" : ", " + detail));
        calls.end(id, clock.instant(), isOn());
    }

    /** Has the addresses of its media leg. */
    @Override
    public void rtcp(String id, RtcpDatagram datagram) {
        output.drop(datagram.missedBefore());
        if (isOn()) {
            Instant now = clock.instant();
            String correlation = calls.find(id).map(this::correlation).orElse("");
            output.offer(
                    new HepEvent(
                            HepEvent.Kind.RTCP,
                            now,
                            datagram.transport(),
                            datagram.ends(),
                            correlation,
                            datagram.bytes()),
                    settings.get());
        }
    }

    /** Sends nothing more; what waits is dropped. */
    public void close() {
        output.close();
    }
}
