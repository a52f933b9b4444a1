package cascade.gateway.trace.ladder;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.TappedMessage.Direction;
import cascade.gateway.sip.message.Repair;
import cascade.gateway.sip.message.SecretMask;
import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipReader.Reading;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.trace.Subject;
import cascade.gateway.trace.TraceEntry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reading of kept messages, as the gateway itself read them when they came. Any thread. */
public final class MessageReading {

    private final SipReader reader;

    /** @param limits what was let through to the parser */
    public MessageReading(SipLimits limits) {
        this.reader = new SipReader(limits);
    }

    /** @param before tells which messages have been here; takes this one in */
    Step.Message step(TraceEntry.Message kept, Subject subject, Set<String> before) {
        TappedMessage wire = kept.wire();
        boolean received = wire.direction() == Direction.RECEIVED;
        Reading reading = reader.read(wire.bytes(), wire.peer().transport().isReliable());
        Optional<SipMessage> message =
                reading instanceof Reading.Message(var read, var repairs) ? Optional.of(read) : Optional.empty();
        Optional<SipResponse> response =
                message.filter(SipResponse.class::isInstance).map(SipResponse.class::cast);
        String text = WireText.of(SecretMask.mask(wire.bytes()));
        return new Step.Message(
                wire.at(),
                subject.side(),
                subject.id(),
                wire.domain(),
                received,
                wire.peer().transport(),
                local(wire.local()),
                wire.peer().authority(),
                message.map(MessageReading::method).orElse(""),
                response.map(answer -> OptionalInt.of(answer.status())).orElse(OptionalInt.empty()),
                response.map(SipResponse::reason).orElse(""),
                message.map(read -> read.cseq().number()).orElse(0L),
                message.map(SipMessage::callId).orElse(kept.callId()),
                wire.bytes().length,
                !before.add(received + identity(message, text)),
                received ? repairs(reading) : List.of(),
                problem(reading),
                message.map(MessageSummary::of).orElseGet(() -> firstLine(text)),
                text);
    }

    private static String local(ListeningPoint point) {
        return point.bound();
    }

    private static String method(SipMessage message) {
        return switch (message) {
            case SipRequest request -> request.method();
            case SipResponse response -> response.cseq().method();
        };
    }

    /** What two transmissions of one message have in common (RFC 3261 section 17). */
    private static String identity(Optional<SipMessage> message, String text) {
        return message.map(read -> String.join(
                        " ",
                        read.startLine(),
                        read.callId(),
                        read.cseq().toString(),
                        read.vias().isEmpty() ? "" : read.topVia().toString(),
                        read.from().toString(),
                        read.to().toString()))
                .orElse(text);
    }

    private static List<String> repairs(Reading reading) {
        return reading instanceof Reading.Message(var read, Set<Repair> repairs)
                ? repairs.stream().map(Repair::label).sorted().toList()
                : List.of();
    }

    private static Optional<String> problem(Reading reading) {
        return switch (reading) {
            case Reading.Message read -> Optional.empty();
            case Reading.KeepAlive blank -> Optional.of("keep-alive");
            case Reading.Refused(var refusal, var detail, var answer) -> Optional.of(refusal.label() + ": " + detail);
        };
    }

    private static String firstLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }
}
