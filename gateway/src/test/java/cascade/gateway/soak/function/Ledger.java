package cascade.gateway.soak.function;

import cascade.gateway.command.SampleCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Ledger of what the upper asked for and what came of it; each thing that is not as it must be is a fault. One loop only. */
final class Ledger {

    /** An answer that comes so much later than the first would be a second one. */
    private static final long KEPT_NANOS = Duration.ofSeconds(15).toNanos();

    private static final int FAULTS_KEPT = 20;

    private static final class Question {
        private final SampleCommand command;
        private final String camera;
        private final String lower;
        private final long askedNanos = System.nanoTime();
        private boolean sipAnswered;
        private boolean refused;
        private int answers;

        Question(SampleCommand command, String camera, String lower) {
            this.command = command;
            this.camera = camera;
            this.lower = lower;
        }

        boolean isDone() {
            return sipAnswered && (refused || !command.isAnswered() || answers > 0);
        }

        boolean isOld() {
            return System.nanoTime() - askedNanos > KEPT_NANOS;
        }
    }

    private final Map<Long, Question> questions = new HashMap<>();
    private final Map<String, Integer> marks = new HashMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    void asked(long sn, SampleCommand command, String camera, String lower) {
        count("asked");
        questions.put(sn, new Question(command, camera, lower));
    }

    /** The SIP answer to a question; 0: none came. */
    void sipAnswer(long sn, int status) {
        count("SIP " + status);
        Question question = questions.get(sn);
        if (question == null || status == 0) {
            fault("no SIP answer to SN " + sn);
            return;
        }
        question.sipAnswered = true;
        question.refused = status >= 300;
        if (question.refused) {
            fault(question.command.label() + " refused with " + status);
        }
    }

    void response(String document) {
        Question question = questions.get(Long.parseLong(Text.of(document, "SN")));
        if (question == null) {
            fault("answer to nothing: " + document);
            return;
        }
        question.answers++;
        boolean error = Text.of(document, "Result").equals("ERROR");
        count(error ? "ERROR" : "answered");
        check(document, question, "CmdType", question.command.cmdType());
        check(document, question, "DeviceID", question.camera);
        // the gateway's own ERROR says Reason, and has nothing of the lower's
        if (Text.find(document, "Reason").isEmpty()) {
            check(document, question, "Question", Text.of(document, "SN"));
            check(document, question, "Lower", question.lower);
        }
        if (question.answers > 1) {
            fault("answered twice: " + document);
        }
    }

    private void check(String document, Question question, String element, String expected) {
        String told = Text.of(document, element);
        if (!told.equals(expected)) {
            fault("%s of an answer to %s: %s (expected: %s)"
                    .formatted(element, question.command.label(), told, expected));
        }
    }

    /** The lower told an alarm. */
    void alarm(String mark) {
        count("alarms");
        marks.put(mark, 0);
    }

    /** It reached the upper. */
    void alarmTold(String mark) {
        Integer times = marks.get(mark);
        if (times == null || times > 0) {
            fault("alarm told " + (times == null ? "that was none" : "twice") + ": " + mark);
        }
        marks.put(mark, 1);
    }

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    void fault(String what) {
        count("faults");
        if (faults.size() < FAULTS_KEPT) {
            faults.add(what);
        }
    }

    /** Drops what is over for long enough. */
    void tidy() {
        questions.values().removeIf(question -> question.isDone() && question.isOld());
        marks.values().removeIf(times -> times > 0);
    }

    boolean isSettled() {
        return questions.values().stream().allMatch(Question::isDone)
                && marks.values().stream().allMatch(times -> times > 0);
    }

    /** What is still open, as faults, at the end. */
    List<String> faults() {
        List<String> all = new ArrayList<>(faults);
        questions.forEach((sn, question) -> {
            if (!question.isDone()) {
                all.add("unanswered: " + question.command.label() + " SN " + sn);
            }
        });
        marks.forEach((mark, times) -> {
            if (times == 0) {
                all.add("alarm never told: " + mark);
            }
        });
        return all;
    }

    @Override
    public String toString() {
        return counts + ", open "
                + questions.values().stream()
                        .filter(question -> !question.isDone())
                        .count();
    }
}
