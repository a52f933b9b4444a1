package cascade.gateway.media;

/** How many single ports of a network are in use, resting after use, and free. */
public record PortUsage(String network, int used, int quarantined, int free) {}
