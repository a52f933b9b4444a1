package cascade.gateway.command;

import cascade.config.gateway.CommandConfig;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Search for records over a longer period than the lower answers well: asked for piece by piece, the next when the one before
 * is settled, and told as one answer when all pieces are (GB/T 28181-2016 9.7 and annex N). A piece that fails leaves what
 * the others brought; two in a row that the lower does not take up end the search, since a hundred would wait for hours.
 * Control loop only.
 */
final class RecordSearch {

    /** What comes of a search, beside its answer. */
    interface End {

        void onEnded(CommandResult result, String reason);
    }

    private record Failure(CommandResult result, String reason) {}

    private final Exchanges exchanges;
    private final Asked asked;
    private final Exchanges.Target target;
    private final Queue<ManscdpMessage> pieces;
    private final int total;
    private final Supplier<CommandConfig> settings;
    private final Timer grace;
    private final Consumer<ManscdpMessage> answers;
    private final End end;
    private final Set<XmlNode> records = new LinkedHashSet<>();
    private Optional<Other> head = Optional.empty();
    private Optional<Other> error = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private int failed;
    private boolean unansweredBefore;
    private boolean askerLeft;
    private boolean over;

    /**
     * @param pieces queries for a piece of the period each, in their order
     * @param grace runs while the last piece may have further parts
     * @param answers to the asker
     */
    RecordSearch(
            Exchanges exchanges,
            Asked asked,
            Exchanges.Target target,
            List<ManscdpMessage> pieces,
            Supplier<CommandConfig> settings,
            Timer grace,
            Consumer<ManscdpMessage> answers,
            End end) {
        this.exchanges = exchanges;
        this.asked = asked;
        this.target = target;
        this.pieces = new ArrayDeque<>(pieces);
        this.total = pieces.size();
        this.settings = settings;
        this.grace = grace;
        this.answers = answers;
        this.end = end;
    }

    /** Asks for the next piece. */
    void next() {
        var piece = new Asked(asked.transaction(), asked.upper(), pieces.remove(), asked.row());
        exchanges.relay(piece, target, this::onPart, (exchange, result, reason) -> onSettled(result, reason));
    }

    private void onPart(ManscdpMessage part) {
        if (over || !(part instanceof Other other)) {
            return;
        }
        if (MessageFields.isError(part)) {
            error = Optional.of(other);
            return;
        }
        if (head.isEmpty()) {
            head = Optional.of(other);
        }
        AnswerParts.list(other.tree()).ifPresent(list -> records.addAll(list.children()));
        int most = settings.get().maxRecords();
        if (records.size() > most) {
            fail(CommandResult.INCOMPLETE, "more than " + most + " records");
            end();
        } else if (grace.isRunning()) {
            awaitMore();
        }
    }

    private void onSettled(CommandResult result, String reason) {
        if (over) {
            return; // cut off, with this piece still open
        }
        boolean unanswered = switch (result) {
            case OK, INCOMPLETE, ERROR -> false;
            case REFUSED, TIMEOUT, OFFLINE, NOT_FOUND, NOT_PERMITTED, LIMIT -> true;
        };
        if (result != CommandResult.OK) {
            fail(result, result == CommandResult.ERROR ? "the lower platform answers ERROR" : reason);
        }
        boolean offline = result == CommandResult.OFFLINE;
        boolean givenUp = offline || (unanswered && unansweredBefore);
        askerLeft = offline && !asked.upper().isOnline();
        unansweredBefore = unanswered;
        if (!pieces.isEmpty() && !givenUp) {
            next();
        } else if (result == CommandResult.OK) {
            awaitMore();
        } else {
            end();
        }
    }

    private void fail(CommandResult result, String reason) {
        failed++;
        if (failure.isEmpty()) {
            failure = Optional.of(new Failure(result, reason));
        }
    }

    /** Some lowers leave SumNum out, or write the number of the one part there. */
    private void awaitMore() {
        Duration wait = settings.get().recordGrace();
        if (wait.isZero()) {
            end();
        } else {
            grace.start(wait, this::end);
        }
    }

    private void end() {
        over = true;
        grace.stop();
        String reason = failure.map(Failure::reason).orElse("");
        if (!askerLeft) {
            head.map(first -> MergedRecords.parts(first, records))
                    .orElseGet(
                            () -> List.of(error.orElseGet(() -> ErrorReply.to(asked.message(), asked.row(), reason))))
                    .forEach(answers);
        }
        end.onEnded(result(), head.isPresent() && failed > 0 ? unanswered() + ": " + reason : reason);
    }

    private CommandResult result() {
        if (head.isPresent()) {
            return failed > 0 ? CommandResult.INCOMPLETE : CommandResult.OK;
        }
        return failure.map(Failure::result).orElse(CommandResult.ERROR);
    }

    private String unanswered() {
        return (failed + pieces.size()) + " of " + total + " periods not told in full";
    }
}
