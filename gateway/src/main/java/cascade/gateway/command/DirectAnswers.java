package cascade.gateway.command;

import cascade.gateway.dispatch.UnknownId;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.peer.PeerProblems;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers to commands that are not relayed: refused, about the gateway itself, or for a lower that is offline. What we
 * ourselves refuse is refused on SIP; what the lower owes an answer to gets a Response with Result ERROR. Control loop only.
 */
final class DirectAnswers {

    private final CommandJournal journal;
    private final PeerProblems problems;

    DirectAnswers(CommandJournal journal, PeerProblems problems) {
        this.journal = journal;
        this.problems = problems;
    }

    void refuse(Asked asked, CommandResult result, int status, String why) {
        asked.transaction().refuse(status, why);
        problems.note(asked.upper().name(), kind(result), asked.row().label() + " refused: " + why);
        journal.add(asked, "", result, why, Duration.ZERO);
    }

    /** The kind that {@code cascade_sip_rejected_total} has for it. */
    private static String kind(CommandResult result) {
        return switch (result) {
            case NOT_FOUND -> "unknown-channel";
            case LIMIT -> "command-busy";
            case NOT_PERMITTED, OK, ERROR, REFUSED, TIMEOUT, INCOMPLETE, OFFLINE -> result.label();
        };
    }

    /**
     * 404; or 480 with Retry-After while the id may still appear, since platforms take 404 for the last word.
     *
     * @param settling the time in which it may
     */
    void refuseUnknown(Asked asked, Optional<Duration> settling) {
        if (settling.isEmpty()) {
            refuse(asked, CommandResult.NOT_FOUND, 404, "no such device");
            return;
        }
        UnknownId.refuse(asked.transaction(), settling, "no such device");
        journal.add(asked, "", CommandResult.NOT_FOUND, "not yet", Duration.ZERO);
    }

    /**
     * What uppers ask of us as of a device; its catalog, information and status are the catalog's to tell.
     *
     * @param name ours
     */
    void answerForGateway(Asked asked, String name) {
        String cannot = "the gateway itself does not do " + asked.row().label();
        if (asked.row().reply() == Reply.NONE) {
            refuse(asked, CommandResult.NOT_PERMITTED, 403, cannot);
            return;
        }
        asked.take();
        ManscdpMessage answer = OwnAnswers.to(asked.message(), asked.upper().config(), name)
                .orElseGet(() -> ErrorReply.to(asked.message(), asked.row(), cannot));
        new AnswerQueue(asked.upper(), problems).add(answer);
        journal.add(asked, "", MessageFields.resultOf(answer), "", Duration.ZERO);
    }

    void answerForOfflineLower(Asked asked, String lower) {
        String reason = "the lower platform is offline";
        answer(asked, 480, reason);
        journal.add(asked, lower, CommandResult.OFFLINE, reason, Duration.ZERO);
    }

    /** The lower cannot know what came two editions later, and need not be asked. */
    void answerForOldLower(Asked asked, LowerDomain lower) {
        String reason = asked.row().label() + " is of GB/T 28181-" + asked.row().since() + ", the lower platform of "
                + lower.edition();
        answer(asked, 501, reason);
        journal.add(asked, lower.name(), CommandResult.REFUSED, reason, Duration.ZERO);
    }

    /** In the lower's place: on SIP where it owes no Response, else by one. */
    private void answer(Asked asked, int status, String reason) {
        if (asked.row().reply() == Reply.NONE) {
            asked.transaction().refuse(status, reason);
        } else {
            asked.take();
            new AnswerQueue(asked.upper(), problems).add(ErrorReply.to(asked.message(), asked.row(), reason));
        }
    }
}
