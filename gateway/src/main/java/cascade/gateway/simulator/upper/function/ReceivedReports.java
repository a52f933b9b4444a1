package cascade.gateway.simulator.upper.function;

import static cascade.gateway.simulator.function.Elements.text;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.sip.SipPeer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Alarms, positions and results that a simulated upper received; an alarm by MESSAGE gets its Response. */
final class ReceivedReports {

    private static final String ALARM = "Alarm";
    private static final int KEPT = 1000;

    private final PlatformSignalling signalling;
    private final boolean answersAlarms;
    private final Deque<ReceivedReport> newest = new ArrayDeque<>();
    private volatile List<ReceivedReport> published = List.of();
    private long alarms;
    private long alarmResponses;
    private long positions;
    private long others;

    ReceivedReports(PlatformSignalling signalling, boolean answersAlarms) {
        this.signalling = signalling;
        this.answersAlarms = answersAlarms;
    }

    /** @param sender id of the platform that sent it */
    void onMessage(Other report, String sender, SipPeer source) {
        add(new ReceivedReport("MESSAGE", report));
        if (answersAlarms && report.cmdType().equals(ALARM)) {
            DeviceId.tryParse(sender).ifPresent(platform -> answer(report, platform, source));
        }
    }

    /** GB/T 28181-2016 9.4.3: each hop answers. */
    private void answer(Other alarm, DeviceId platform, SipPeer source) {
        var response = Other.of(Root.RESPONSE, ALARM, alarm.sn(), alarm.deviceId(), List.of(text("Result", "OK")));
        signalling.sendMessage(response, platform, source).onSuccess(answer -> {
            if (answer.isSuccess()) {
                alarmResponses++;
            }
        });
    }

    void onNotify(Other report) {
        add(new ReceivedReport("NOTIFY", report));
    }

    private void add(ReceivedReport report) {
        switch (report.message().cmdType()) {
            case ALARM -> alarms++;
            case "MobilePosition", "PTZPosition" -> positions++;
            default -> others++;
        }
        if (newest.size() == KEPT) {
            newest.removeFirst();
        }
        newest.addLast(report);
        published = List.copyOf(newest);
    }

    List<ReceivedReport> all() {
        return published;
    }

    long alarms() {
        return alarms;
    }

    long alarmResponses() {
        return alarmResponses;
    }

    long positions() {
        return positions;
    }

    long others() {
        return others;
    }
}
