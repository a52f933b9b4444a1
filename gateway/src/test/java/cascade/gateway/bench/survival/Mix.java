package cascade.gateway.bench.survival;

import cascade.gateway.bench.sip.SipReport;
import cascade.gateway.gb.sdp.MediaTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Transports of a trial's streams: each pair of one below and one above in turn. Each has a lower of its own, since the gateway's
 * offer to a lower is a matter of configuration.
 *
 * @param transports of who writes the offer: below of the gateway, above of the upper
 */
record Mix(List<MediaTransport> transports) {

    static final Mix UDP = new Mix(List.of(MediaTransport.UDP));
    static final Mix ALL = new Mix(List.of(MediaTransport.values()));

    int lowers() {
        return transports.size();
    }

    /** The lower of a stream. */
    int lower(int stream) {
        return stream % lowers();
    }

    /** Its channel there. */
    int channel(int stream) {
        return stream / lowers();
    }

    MediaTransport above(int stream) {
        return transports.get(channel(stream) % lowers());
    }

    /** Of the gateway, beside its domains. */
    String configuration() {
        return IntStream.range(0, lowers())
                .mapToObj(lower -> "domains.lower-%d.media.transport = %s\n"
                        .formatted(
                                lower,
                                transports
                                        .get(lower)
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-')))
                .collect(Collectors.joining());
    }

    /** Packets lost for each pair, where there is more than one. */
    void write(long[] lostByStream, SipReport report) {
        if (lowers() == 1) {
            return;
        }
        report.line("");
        List<String> columns = new ArrayList<>(List.of("packets lost: below, above"));
        transports.forEach(above -> columns.add(words(above, "the upper connects", "the gateway connects")));
        report.header(columns);
        for (int i = 0; i < lowers(); i++) {
            int lower = i;
            List<String> cells = new ArrayList<>(
                    List.of(words(transports.get(lower), "the gateway connects", "the lower connects")));
            transports.forEach(above -> cells.add(SipReport.number(IntStream.range(0, lostByStream.length)
                    .filter(stream -> lower(stream) == lower && above(stream) == above)
                    .mapToLong(stream -> lostByStream[stream])
                    .sum())));
            report.row(cells);
        }
    }

    private static String words(MediaTransport ofOffer, String whereActive, String wherePassive) {
        return switch (ofOffer) {
            case UDP -> "UDP";
            case TCP_ACTIVE -> "TCP, " + whereActive;
            case TCP_PASSIVE -> "TCP, " + wherePassive;
        };
    }
}
