package cascade.gateway.trace;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Extract of a peer's messages, found by what they say. Any thread; some thousand messages take milliseconds. */
public final class PeerExtract {

    private static final Pattern CMD_TYPE = Pattern.compile("<CmdType>\\s*(\\w+)\\s*</CmdType>");
    private static final Pattern SN = Pattern.compile("<SN>\\s*(\\d{1,18})\\s*</SN>");

    private PeerExtract() {}

    /**
     * Exchange of a command with one peer: MANSCDP messages with its CmdType and SN (GB/T 28181-2016 9.3), and the answers to
     * them on SIP.
     *
     * @param from before the first of them
     * @param until after the last
     */
    public static List<TraceEntry> ofCommand(
            Trace.Part peer, String cmdType, Collection<Long> sns, Instant from, Instant until) {
        List<TraceEntry.Message> inTime = messages(peer).stream()
                .filter(message -> !message.at().isBefore(from) && !message.at().isAfter(until))
                .toList();
        Set<String> callIds = new HashSet<>();
        for (TraceEntry.Message message : inTime) {
            String text = text(message);
            if (first(CMD_TYPE, text).equals(cmdType) && isOneOf(first(SN, text), sns)) {
                callIds.add(message.callId());
            }
        }
        return inTime.stream()
                .filter(message -> callIds.contains(message.callId()))
                .<TraceEntry>map(message -> message)
                .toList();
    }

    /** Messages whose From or To is that id, whoever sent them. */
    public static List<TraceEntry> naming(Trace.Part peer, String deviceId) {
        Pattern named =
                Pattern.compile("(?im)^(?:from|f|to|t)[ \\t]*:[^\\r\\n]{0,200}sip:" + Pattern.quote(deviceId) + "@");
        return messages(peer).stream()
                .filter(message -> named.matcher(text(message)).find())
                .<TraceEntry>map(message -> message)
                .toList();
    }

    private static List<TraceEntry.Message> messages(Trace.Part peer) {
        return peer.entries().stream()
                .filter(TraceEntry.Message.class::isInstance)
                .map(TraceEntry.Message.class::cast)
                .toList();
    }

    private static String text(TraceEntry.Message message) {
        return new String(message.wire().bytes(), StandardCharsets.ISO_8859_1);
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : "";
    }

    private static boolean isOneOf(String sn, Collection<Long> sns) {
        return !sn.isEmpty() && sns.contains(Long.parseLong(sn));
    }
}
