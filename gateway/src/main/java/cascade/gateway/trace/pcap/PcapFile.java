package cascade.gateway.trace.pcap;

import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.message.SecretMask;
import cascade.gateway.trace.Trace;
import cascade.gateway.trace.TraceEntry;
import cascade.gateway.trace.WireEnds;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Capture file in the classic format with nanoseconds
 * (<a href="https://datatracker.ietf.org/doc/html/draft-ietf-opsawg-pcap">draft-ietf-opsawg-pcap</a>) and link type RAW,
 * which tcpdump, Wireshark and sngrep read. Addresses, ports and times are the true ones; IP, UDP and TCP headers are made
 * anew, a TCP connection as if it carried these messages only. Secrets are masked.
 */
public final class PcapFile {

    private static final int MAGIC_NANOSECONDS = 0xa1b23c4d;
    private static final int MAX_PACKET = 262_144;
    private static final int LINKTYPE_RAW = 101;
    /** A first sequence number like any other. */
    private static final int FIRST_SEQUENCE = 1;

    private final Buffer file = Buffer.buffer();
    private final Map<WireEnds, Integer> nextSequence = new HashMap<>();
    private int packets;

    private PcapFile() {}

    /** The file of all messages of a trace. */
    public static Buffer of(Trace trace) {
        var pcap = new PcapFile();
        pcap.header();
        trace.parts().stream()
                .flatMap(part -> part.entries().stream())
                .filter(TraceEntry.Message.class::isInstance)
                .map(TraceEntry.Message.class::cast)
                .sorted(Comparator.comparing(TraceEntry.Message::at))
                .forEach(message -> pcap.add(message.wire()));
        return pcap.file;
    }

    private void header() {
        file.appendIntLE(MAGIC_NANOSECONDS)
                .appendShortLE((short) 2)
                .appendShortLE((short) 4)
                .appendIntLE(0)
                .appendIntLE(0)
                .appendIntLE(MAX_PACKET)
                .appendIntLE(LINKTYPE_RAW);
    }

    private void add(TappedMessage message) {
        byte[] payload = SecretMask.mask(message.bytes());
        WireEnds flow = WireEnds.of(message);
        switch (message.peer().transport()) {
            case UDP -> packet(message.at(), IpPacket.udp(flow.from(), flow.to(), payload, packets));
            case TCP -> segments(message.at(), flow, payload);
        }
    }

    private void segments(Instant at, WireEnds flow, byte[] payload) {
        for (int start = 0; start < payload.length; start += IpPacket.MAX_PAYLOAD) {
            byte[] part = Arrays.copyOfRange(payload, start, Math.min(payload.length, start + IpPacket.MAX_PAYLOAD));
            int sequence = nextSequence.getOrDefault(flow, FIRST_SEQUENCE);
            int acknowledged = nextSequence.getOrDefault(flow.back(), FIRST_SEQUENCE);
            nextSequence.put(flow, sequence + part.length);
            packet(at, IpPacket.tcp(flow.from(), flow.to(), part, packets, sequence, acknowledged));
        }
    }

    private void packet(Instant at, byte[] packet) {
        packets++;
        file.appendIntLE((int) at.getEpochSecond())
                .appendIntLE(at.getNano())
                .appendIntLE(packet.length)
                .appendIntLE(packet.length)
                .appendBytes(packet);
    }
}
