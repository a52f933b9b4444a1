package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.PeerNames;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.TappedMessage.Direction;
import cascade.gateway.sip.endpoint.SourceBudget.Verdict;
import cascade.gateway.sip.message.Repair;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipReader.Reading;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ClientTransactions;
import cascade.gateway.sip.transaction.MessagePriority;
import cascade.gateway.sip.transaction.RequestSource;
import cascade.gateway.sip.transaction.ResponseTarget;
import cascade.gateway.sip.transport.Transports;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Way of a received message: admission by its source, the taps, the reader, then the UAS core or the client transaction that
 * it answers. Control loop only.
 */
final class MessageIntake {

    private static final Logger LOG = LoggerFactory.getLogger(MessageIntake.class);

    private final EndpointContext context;
    private final PeerNames peers;
    private final Transports transports;
    private final ClientTransactions clientTransactions;
    private final UasDispatch uas;
    private final SipReader reader;
    private final Admission admission;
    private final MessageTaps taps;
    private final Guard guard;
    private final Disbelief disbelief;
    private final BulkLanes lanes;

    MessageIntake(
            EndpointContext context,
            PeerNames peers,
            Transports transports,
            ClientTransactions clientTransactions,
            UasDispatch uas,
            SipReader reader,
            MessageTaps taps,
            Guard guard,
            Disbelief disbelief,
            BulkLanes lanes) {
        this.context = context;
        this.peers = peers;
        this.transports = transports;
        this.clientTransactions = clientTransactions;
        this.uas = uas;
        this.reader = reader;
        this.admission = new Admission(peers, context.settings(), context::nanoTime);
        this.taps = taps;
        this.guard = guard;
        this.disbelief = disbelief;
        this.lanes = lanes;
    }

    void reconfigure(SipSettings next) {
        admission.reconfigure(next);
    }

    private SipObserver observer() {
        return context.observer();
    }

    /** A message as it came; whatever fails on it, the next one is read. */
    void onBytes(byte[] bytes, SipPeer source) {
        guard.run(SipObserver.UNKNOWN, () -> admit(bytes, source));
    }

    private void admit(byte[] bytes, SipPeer source) {
        Optional<String> domain = peers.domainOf(source);
        String label = domain.orElse(SipObserver.UNKNOWN);
        if (!transports.isListening(source.network())) {
            observer().rejected(label, "not-listening");
            return;
        }
        MessagePriority priority = admission.priorityOf(bytes);
        switch (admission.admit(bytes, priority, source, domain)) {
            case Verdict.Drop() -> observer().rejected(label, "flood");
            case Verdict.Pass(Duration pause) -> {
                if (pause.isPositive()) {
                    transports.pause(source, pause);
                }
                taps.tell(Direction.RECEIVED, bytes, transports.point(source.network()), source, label);
                Runnable reading = () -> guard.run(label, () -> read(bytes, priority, source, domain, label));
                if (priority.isBulk()) {
                    lanes.take(label, bytes.length, reading);
                } else {
                    reading.run();
                }
            }
        }
    }

    private void read(byte[] bytes, MessagePriority priority, SipPeer source, Optional<String> domain, String label) {
        if (!transports.isListening(source.network())) {
            // closed while it waited
            observer().rejected(label, "not-listening");
            return;
        }
        switch (reader.read(bytes, source.transport().isReliable())) {
            case Reading.KeepAlive keepAlive -> {}
            case Reading.Refused refused -> onRefused(refused, bytes.length, source, domain, label);
            case Reading.Message read -> {
                for (Repair repair : read.repairs()) {
                    observer().repaired(label, repair.label());
                }
                switch (read.message()) {
                    case SipRequest request ->
                        uas.onRequest(
                                request,
                                new RequestSource(source, peers.domainsAt(source), bytes.length, priority),
                                label);
                    case SipResponse response -> onResponse(response, source, domain, label);
                }
            }
        }
    }

    private void onRefused(
            Reading.Refused refused, int receivedBytes, SipPeer source, Optional<String> domain, String label) {
        observer().rejected(label, refused.refusal().label());
        LOG.atDebug()
                .addKeyValue("peer", label)
                .addKeyValue("address", source)
                .addKeyValue("errorCode", refused.refusal().label())
                .addKeyValue("cause", refused.detail())
                .log("message refused");
        refused.answer()
                // a stranger's address may be somebody else's, who must not get more than the stranger sent
                .filter(answer -> domain.isPresent() || answer.length <= receivedBytes)
                .filter(answer -> domain.isPresent() || !context.settings().dropUnknownSources())
                .ifPresent(answer -> context.transmit(answer, source));
    }

    private void onResponse(SipResponse response, SipPeer source, Optional<String> domain, String label) {
        Optional<ResponseTarget> transaction = clientTransactions.of(response, source);
        // what nobody asked for is of a peer's own choosing and labels no series
        String status = transaction.isPresent() ? Integer.toString(response.status()) : "stray";
        observer().received(label, response.cseq().method(), status);
        if (transaction.isPresent()) {
            deliver(response, transaction.get(), source, label);
        } else {
            admission.strayed(domain);
            observer().rejected(label, "stray-response");
        }
    }

    private void deliver(SipResponse response, ResponseTarget transaction, SipPeer source, String label) {
        Optional<String> objection = transaction.objection(response);
        if (objection.isPresent()) {
            disbelief.note(response, source, label, objection.get());
            transaction.onDisbelieved(response, objection.get());
        } else {
            transaction.onResponse(response);
        }
    }
}
