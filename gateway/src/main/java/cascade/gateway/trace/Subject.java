package cascade.gateway.trace;

/**
 * Subject of a trace: one call of an upper, one stream from a lower, or one domain.
 *
 * @param id of the call or stream, as the API shows it; of a domain its name
 * @param side whom its messages are exchanged with
 * @param domain the configured peer
 * @param channelId as that peer knows the channel; empty where there is none
 */
public record Subject(String id, Side side, String domain, String channelId) {}
