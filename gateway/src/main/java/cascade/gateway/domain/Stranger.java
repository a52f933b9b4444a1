package cascade.gateway.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Who was turned away, by source address: the last request's particulars, and how many there were.
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
