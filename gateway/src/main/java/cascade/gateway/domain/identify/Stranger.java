package cascade.gateway.domain.identify;

import java.time.Instant;
import java.util.Optional;

/**
 * Unknown source: the particulars of its last request, and how many were turned away.
 *
 * @param address {@code host:port} of the last one
 * @param id user part of its From, made fit to print
 * @param reason stable word, as in the metric's {@code kind}
 * @param nearest the configured domain that comes nearest: that of the id, else one that may speak from there
 */
public record Stranger(
        String network,
        String address,
        String id,
        String method,
        String reason,
        long count,
        Instant first,
        Instant last,
        Optional<String> nearest) {}
