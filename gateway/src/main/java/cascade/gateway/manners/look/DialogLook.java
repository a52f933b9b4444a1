package cascade.gateway.manners.look;

import cascade.gateway.manners.trait.Trait;
import java.util.Set;
import java.util.regex.Pattern;

/** Look at requests outside dialogs and at answers: CSeq, Subject, provisional and negative ones. Control loop only. */
final class DialogLook {

    private static final Set<String> FREE = Set.of("MESSAGE", "INVITE", "SUBSCRIBE", "NOTIFY", "OPTIONS");
    private static final Pattern SUBJECT = Pattern.compile("[^:,]+:(\\d+),[^:,]+:\\d*.*");

    private long lastCseq;

    void received(WireForm message, Notes notes) {
        if (message.isResponse()) {
            onResponse(message, notes);
            return;
        }
        if (FREE.contains(message.method()) && !message.inDialog()) {
            message.cseqNumber().ifPresent(number -> onCseq(number, message, notes));
        }
        if (message.isRequest("INVITE") && !message.inDialog()) {
            String subject = message.value("subject");
            notes.note(Trait.SUBJECT, subjectForm(subject), subject);
        }
    }

    private void onCseq(long number, WireForm message, Notes notes) {
        String habit = switch ((int) Math.min(number, Integer.MAX_VALUE)) {
            case 1 -> "1";
            case 20 -> "20";
            default -> number > lastCseq ? "rising" : "other";
        };
        lastCseq = number;
        notes.note(Trait.CSEQ, habit, message.value("cseq"));
    }

    private static String subjectForm(String subject) {
        if (subject.isEmpty()) {
            return "missing";
        }
        var form = SUBJECT.matcher(subject);
        if (!form.matches()) {
            return "other";
        }
        String sequence = form.group(1);
        return sequence.chars().allMatch(digit -> digit == '0') ? "zero" : sequence.length() == 10 ? "ssrc" : "number";
    }

    private static void onResponse(WireForm message, Notes notes) {
        int status = message.status();
        String method = message.method();
        if (status == 100 && !method.equals("INVITE")) {
            notes.note(Trait.PROVISIONAL, method, message.startLine());
        }
        boolean challenge = status == 401 || status == 407;
        boolean cancelled = status == 487;
        if (status >= 300 && !challenge && !cancelled) {
            notes.note(Trait.REFUSAL, status + " " + method, message.startLine());
        }
    }
}
