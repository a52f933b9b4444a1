package cascade.gateway.command;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Search for records over a longer period than the lower answers well: asked for piece by piece, the next when the one before
 * is answered, and told as one answer when all pieces are (GB/T 28181-2016 9.7 and annex N). A piece that stays short, or
 * silent, leaves what has come. Control loop only.
 */
final class RecordSearch {

    private static final String SUM_NUM = "SumNum";
    private static final String RECORD_LIST = "RecordList";

    /** What comes of a search, beside its answer. */
    interface End {

        void onEnded(CommandResult result, String reason);
    }

    private final Exchanges exchanges;
    private final Asked asked;
    private final Exchanges.Target target;
    private final Queue<ManscdpMessage> pieces;
    private final Consumer<ManscdpMessage> answers;
    private final End end;
    private final Set<XmlNode> records = new LinkedHashSet<>();
    private Optional<Other> head = Optional.empty();
    private Optional<Other> error = Optional.empty();
    private boolean incomplete;
    private boolean over;

    /**
     * @param pieces queries for a piece of the period each, in their order
     * @param answers to the asker
     */
    RecordSearch(
            Exchanges exchanges,
            Asked asked,
            Exchanges.Target target,
            List<ManscdpMessage> pieces,
            Consumer<ManscdpMessage> answers,
            End end) {
        this.exchanges = exchanges;
        this.asked = asked;
        this.target = target;
        this.pieces = new ArrayDeque<>(pieces);
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
    }

    private void onSettled(CommandResult result, String reason) {
        incomplete |= result == CommandResult.INCOMPLETE;
        switch (result) {
            case OK, INCOMPLETE -> {
                if (pieces.isEmpty()) {
                    end(incomplete ? CommandResult.INCOMPLETE : CommandResult.OK, reason);
                } else {
                    next();
                }
            }
            case ERROR, REFUSED, TIMEOUT, OFFLINE, NOT_FOUND, NOT_PERMITTED, LIMIT ->
                end(records.isEmpty() ? result : CommandResult.INCOMPLETE, reason);
        }
    }

    private void end(CommandResult result, String reason) {
        over = true;
        if (asked.upper().isOnline()) {
            answers.accept(
                    switch (result) {
                        case OK, INCOMPLETE -> head.map(this::merged).orElseGet(() -> error(reason));
                        case ERROR -> error.orElseGet(() -> error(reason));
                        case REFUSED, TIMEOUT, OFFLINE, NOT_FOUND, NOT_PERMITTED, LIMIT -> error(reason);
                    });
        }
        end.onEnded(result, reason);
    }

    private Other error(String reason) {
        return ErrorReply.to(asked.message(), asked.row(), reason);
    }

    /** One answer with the records of all pieces; without a list where there are none, as annex N has it. */
    private Other merged(Other first) {
        List<XmlNode> fields = new ArrayList<>();
        first.tree().children().stream()
                .filter(child -> !child.isNamed(SUM_NUM) && !child.isNamed(RECORD_LIST))
                .forEach(fields::add);
        fields.add(XmlNode.of(SUM_NUM, Integer.toString(records.size())));
        if (!records.isEmpty()) {
            fields.add(new XmlNode(
                    RECORD_LIST, Map.of("Num", Integer.toString(records.size())), "", List.copyOf(records)));
        }
        XmlNode tree = new XmlNode(first.tree().name(), first.tree().attributes(), "", fields);
        return new Other(first.root(), first.cmdType(), first.sn(), first.deviceId(), tree);
    }
}
