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
 * Answers of non-INVITE server transactions in the Completed state (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-17.2.2">RFC 3261 section 17.2.2</a>), each kept until timer
 * J: the bytes of the answer, a digest of the transaction's identifier and a deadline, instead of the transaction itself.
 * That is some 500 bytes of what would be eight thousand, 32 seconds long, for every notification of a busy peer.
 *
 * <p>Each peer has its own row; beyond its limit its oldest answer is forgotten, and a repetition of that request is carried
 * out again. One periodic sweep serves all. Control loop only.
 */
final class AnsweredRequests {

    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final char SEPARATOR = '\n';

    private record Id(long high, long low) {}

    private record Answer(Id id, RequestSource source, byte[] bytes, long deadlineNanos) {}

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
        Row row = byOwner.computeIfAbsent(source.owner(), name -> new Row(source));
        // most come from one address: one object for all of them
        RequestSource origin = row.source.isSameOrigin(source) ? row.source : source;
        row.source = origin;
        long deadline = context.nanoTime() + context.settings().repetition().toNanos();
        var answer = new Answer(idOf(key), origin, bytes, deadline);
        byId.merge(answer.id(), List.of(answer), AnsweredRequests::joined);
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
        if (size == 0) {
            return Optional.empty();
        }
        for (Answer answer : byId.getOrDefault(idOf(TransactionKey.ofServer(request)), List.of())) {
            if (answer.source().mayBe(source)) {
                return Optional.of(answer.bytes());
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
        byId.computeIfPresent(gone.id(), (id, answers) -> {
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
