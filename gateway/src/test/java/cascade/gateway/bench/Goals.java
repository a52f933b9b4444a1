package cascade.gateway.bench;

import static cascade.gateway.bench.Contender.C_GRO;
import static cascade.gateway.bench.Contender.C_GSO_20;
import static cascade.gateway.bench.Contender.C_GSO_5;
import static cascade.gateway.bench.Contender.C_SIMPLE;
import static cascade.gateway.bench.Contender.EPOLL;
import static cascade.gateway.bench.Contender.EPOLL_20;
import static cascade.gateway.bench.Contender.EPOLL_5;
import static cascade.gateway.bench.Contender.RTPENGINE;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What we aim at, and what was measured. */
final class Goals {

    private final Report report;
    private final List<List<String>> rows = new ArrayList<>();

    private Goals(Report report) {
        this.report = report;
    }

    static void write(Report report) {
        Goals goals = new Goals(report);
        goals.cost();
        goals.rates();
        goals.rest();
        if (goals.rows.isEmpty()) {
            return;
        }
        report.heading("Goals");
        report.table(List.of("goal", "at most or at least", "measured", "met"), goals.rows);
    }

    private void cost() {
        for (String load : List.of("paced100", "paced500")) {
            atMost(load + ", no slots, of rtpengine", 0.70, ratio(load, EPOLL, RTPENGINE));
            atMost(load + ", no slots, of C", 1.10, ratio(load, EPOLL, C_SIMPLE));
            atMost(load + ", slots to 5 ms, of rtpengine", 0.45, ratio(load, EPOLL_5, RTPENGINE));
            atMost(load + ", slots to 5 ms, of C", 1.15, ratio(load, EPOLL_5, C_GSO_5));
            atMost(load + ", slots to 20 ms, of rtpengine", 0.30, ratio(load, EPOLL_20, RTPENGINE));
            atMost(load + ", slots to 20 ms, of C", 1.15, ratio(load, EPOLL_20, C_GSO_20));
        }
        atMost("trains500, no slots, of rtpengine", 0.28, ratio("trains500", EPOLL, RTPENGINE));
        atMost("trains500, no slots, of C", 1.10, ratio("trains500", EPOLL, C_GRO));
        atMost("trains500, slots to 5 ms, of rtpengine", 0.28, ratio("trains500", EPOLL_5, RTPENGINE));
        atMost("trains500, slots to 5 ms, of C", 1.10, ratio("trains500", EPOLL_5, C_GSO_5));
        atMost("frames500, slots to 5 ms, of rtpengine", 0.28, ratio("frames500", EPOLL_5, RTPENGINE));
        atMost("frames500, slots to 5 ms, of C", 1.10, ratio("frames500", EPOLL_5, C_GSO_5));
    }

    private void rates() {
        atLeast("highest rate paced, no slots, of rtpengine", 1.8, ratio(Trials.RATE_PACED, EPOLL, RTPENGINE));
        atLeast("highest rate paced, slots to 5 ms, of rtpengine", 1.8, ratio(Trials.RATE_PACED, EPOLL_5, RTPENGINE));
        atLeast("highest rate paced, no slots, of C", 0.9, ratio(Trials.RATE_PACED, EPOLL, C_SIMPLE));
        atLeast("highest rate of trains, no slots, of rtpengine", 4, ratio(Trials.RATE_TRAINS, EPOLL, RTPENGINE));
        atLeast("highest rate of trains, no slots, of C", 0.9, ratio(Trials.RATE_TRAINS, EPOLL, C_GRO));
        for (Contender ours : List.of(EPOLL, EPOLL_5)) {
            String who = ", " + ours.title;
            atLeast("twice the highest rate" + who + ": forwarded", 0.9, figure(Trials.OVERLOAD + " forwarded", ours));
            atMost(
                    "twice the highest rate" + who + ": loss-free after, s",
                    1,
                    figure(Trials.OVERLOAD + " recovered", ours));
        }
    }

    private void rest() {
        atMost("latency p99, no slots, of rtpengine", 1, ratio(Trials.LATENCY, EPOLL, RTPENGINE));
        atMost("latency p99, no slots, of C", 1.3, ratio(Trials.LATENCY, EPOLL, C_SIMPLE));
        atMost("SSRC rewritten, of not", 1.03, figure(Trials.SSRC, EPOLL));
        atMost("a further viewer, of a stream of its own, no slots", 0.75, furtherViewer(EPOLL));
        atMost("a further viewer, of a stream of its own, slots to 5 ms", 0.75, furtherViewer(EPOLL_5));
        atMost("garbage, bytes a packet, paced500, no slots", 0.1, figure("paced500 garbage", EPOLL));
        atMost("garbage, bytes a packet, trains500, slots to 5 ms", 0.1, figure("trains500 garbage", EPOLL_5));
        atMost("2,000 streams, of 10 at the same rate, no slots", 1.3, flat(EPOLL));
        atMost("the same of C", 1.3, flat(C_SIMPLE));
        for (Contender ours : List.of(EPOLL, EPOLL_5)) {
            atMost("packets lost beside legs that come and go, " + ours.title, 0, figure(Trials.CHURN + " lost", ours));
            atMost("p99 beside them, of p99 without, " + ours.title, 1.1, figure(Trials.CHURN, ours));
        }
    }

    private OptionalDouble flat(Contender contender) {
        return divide(figure("paced2000", contender), figure("paced10", contender));
    }

    private OptionalDouble furtherViewer(Contender contender) {
        OptionalDouble four = figure("fanout", contender);
        OptionalDouble one = figure("paced100", contender);
        return four.isEmpty() || one.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((four.getAsDouble() - one.getAsDouble()) / 3 / one.getAsDouble());
    }

    private OptionalDouble figure(String what, Contender contender) {
        return report.figure(what, contender);
    }

    private OptionalDouble ratio(String what, Contender ours, Contender theirs) {
        return divide(figure(what, ours), figure(what, theirs));
    }

    private static OptionalDouble divide(OptionalDouble ours, OptionalDouble theirs) {
        return ours.isEmpty() || theirs.isEmpty() || theirs.getAsDouble() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(ours.getAsDouble() / theirs.getAsDouble());
    }

    private void atMost(String goal, double limit, OptionalDouble measured) {
        measured.ifPresent(value -> add(goal, "<= ", limit, value, value <= limit));
    }

    private void atLeast(String goal, double limit, OptionalDouble measured) {
        measured.ifPresent(value -> add(goal, ">= ", limit, value, value >= limit));
    }

    private void add(String goal, String sign, double limit, double value, boolean met) {
        rows.add(Report.row(
                goal, sign + Report.number("%.2f", limit), Report.number("%.2f", value), met ? "yes" : "**no**"));
    }
}
