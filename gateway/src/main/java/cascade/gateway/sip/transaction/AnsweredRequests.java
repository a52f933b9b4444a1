package cascade.gateway.sip.transaction;

import cascade.gateway.sip.message.SipRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers of server transactions that have nothing left to do but to answer repetitions: non-INVITE ones in the Completed
 * state (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-17.2.2">RFC 3261 section 17.2.2</a>), INVITE ones
 * from their ACK on (Confirmed, and Accepted of <a href="https://datatracker.ietf.org/doc/html/rfc6026#section-7.1">RFC 6026
 * section 7.1</a>). Each is kept for 64*T1, timers J and L: the bytes of the answer, digests of the transaction's
 * identifiers and a deadline, instead of the transaction itself, which would be eight thousand bytes for 32 seconds.
 *
 * <p>Each peer has its own row; beyond its limit its oldest answer is forgotten, and a repetition of that request is carried
 * out again. One periodic sweep serves all. Control loop only.
 */
final class AnsweredRequests {

    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final char SEPARATOR = '\n';

    private record Id(long high, long low) {}

    /** @param accepted of a 2xx to an INVITE */
    private record Answer(
            Id id, Optional<AcceptedId> accepted, RequestSource source, byte[] bytes, long deadlineNanos) {}

    /** Identifiers of an accepted INVITE for what comes under another branch: its Call-ID, CSeq and From tag, and our tag. */
    private record AcceptedId(Id call, String localTag) {}

    /** Answers to one peer, the oldest first; all have the same lifetime, so that is the order of their deadlines. */
    private static final class Row {
        final ArrayDeque<Answer> answers = new ArrayDeque<>();
        RequestSource source;

        Row(RequestSource source) {
            this.source = source;
        }
    }

    private final TransactionContext context;
    private final Map<Id, List<Answer>> byId = new HashMap<>();
    private final Map<Id, List<Answer>> acceptedByCall = new HashMap<>();
    private final Map<String, Row> byOwner = new HashMap<>();
    private final MessageDigest digest = sha256();
    private Optional<Runnable> sweep = Optional.empty();
    private int size;

    AnsweredRequests(TransactionContext context) {
        this.context = context;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    void remember(TransactionKey key, RequestSource source, byte[] bytes) {
        remember(idOf(key), Optional.empty(), source, bytes);
    }

    /** The 2xx to an INVITE that has been acknowledged. */
    void rememberAccepted(TransactionKey key, RequestSource source, byte[] bytes, String localTag) {
        remember(idOf(key), Optional.of(new AcceptedId(idOf(key.ofCall()), localTag)), source, bytes);
    }

    private void remember(Id id, Optional<AcceptedId> accepted, RequestSource source, byte[] bytes) {
        Row row = byOwner.computeIfAbsent(source.owner(), name -> new Row(source));
        // most come from one address: one object for all of them
        RequestSource origin = row.source.isSameOrigin(source) ? row.source : source;
        row.source = origin;
        long deadline = context.nanoTime() + context.settings().repetition().toNanos();
        var answer = new Answer(id, accepted, origin, bytes, deadline);
        byId.merge(id, List.of(answer), AnsweredRequests::joined);
        accepted.ifPresent(of -> acceptedByCall.merge(of.call(), List.of(answer), AnsweredRequests::joined));
        row.answers.add(answer);
        size++;
        if (row.answers.size() > most(source)) {
            forget(row.answers.remove());
        }
        if (sweep.isEmpty()) {
            sweep = Optional.of(context.timers().every(SWEEP, this::forgetExpired));
        }
    }

    private int most(RequestSource source) {
        return source.isKnown()
                ? context.settings().shares().peerAnswers()
                : context.settings().shares().unknownAnswers();
    }

    /** The answer to the request that this one repeats. */
    Optional<byte[]> find(SipRequest request, RequestSource source) {
        return find(byId, TransactionKey.ofServer(request), source).map(Answer::bytes);
    }

    /** Whether an ACK, repeated or late, belongs to an INVITE that was answered. */
    boolean absorbsAck(SipRequest ack, RequestSource source) {
        return findInvite(ack, source).isPresent();
    }

    /** Our tag in the 2xx to the INVITE that a CANCEL comes too late for. */
    Optional<String> localTag(SipRequest cancel, RequestSource source) {
        return findInvite(cancel, source).flatMap(Answer::accepted).map(AcceptedId::localTag);
    }

    private Optional<Answer> findInvite(SipRequest ackOrCancel, RequestSource source) {
        TransactionKey invite = TransactionKey.ofServer(ackOrCancel, "INVITE");
        return find(byId, invite, source).or(() -> find(acceptedByCall, invite.ofCall(), source));
    }

    /** Whether an INVITE with the same Call-ID, CSeq and From tag was accepted, from wherever it came. */
    boolean hasAccepted(SipRequest invite) {
        return acceptedByCall.containsKey(idOf(TransactionKey.ofServer(invite).ofCall()));
    }

    private Optional<Answer> find(Map<Id, List<Answer>> answers, TransactionKey key, RequestSource source) {
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        for (Answer answer : answers.getOrDefault(idOf(key), List.of())) {
            if (answer.source().mayBe(source)) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    private static List<Answer> joined(List<Answer> one, List<Answer> other) {
        var all = new ArrayList<Answer>(one);
        all.addAll(other);
        return List.copyOf(all);
    }

    private void forget(Answer gone) {
        size--;
        forget(byId, gone.id(), gone);
        gone.accepted().ifPresent(of -> forget(acceptedByCall, of.call(), gone));
    }

    private static void forget(Map<Id, List<Answer>> from, Id key, Answer gone) {
        from.computeIfPresent(key, (id, answers) -> {
            List<Answer> left =
                    answers.stream().filter(each -> !each.equals(gone)).toList();
            return left.isEmpty() ? null : left;
        });
    }

    private void forgetExpired() {
        long now = context.nanoTime();
        byOwner.values().removeIf(row -> {
            while (!row.answers.isEmpty() && row.answers.element().deadlineNanos() - now <= 0) {
                forget(row.answers.remove());
            }
            return row.answers.isEmpty();
        });
        if (byOwner.isEmpty()) {
            stop();
        }
    }

    private void stop() {
        sweep.ifPresent(Runnable::run);
        sweep = Optional.empty();
    }

    void clear() {
        stop();
        byId.clear();
        acceptedByCall.clear();
        byOwner.clear();
        size = 0;
    }

    int size() {
        return size;
    }

    /** 128 bits of SHA-256: nobody can choose two requests with one identifier. */
    private Id idOf(TransactionKey key) {
        String all = key.branch()
                + SEPARATOR
                + key.method()
                + SEPARATOR
                + key.sentBy()
                + SEPARATOR
                + key.callId()
                + SEPARATOR
                + key.cseq()
                + SEPARATOR
                + key.fromTag();
        byte[] hash = digest.digest(all.getBytes(StandardCharsets.UTF_8));
        var words = ByteBuffer.wrap(hash);
        return new Id(words.getLong(), words.getLong());
    }
}
