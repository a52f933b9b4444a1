package cascade.gateway.sip.message;

/**
 * Limits of a message that is read, checked before the grammar sees it; beyond one the message is a {@link Refusal}.
 *
 * @param maxMessageBytes whole message
 * @param maxLineBytes one header line, unfolded
 * @param maxLines header lines
 * @param maxListValues values of one kind of list header
 */
public record SipLimits(int maxMessageBytes, int maxLineBytes, int maxLines, int maxListValues) {}
