package cascade.gateway.sip.message;

/**
 * What the guard lets through to the grammar.
 *
 * @param maxMessageBytes whole message
 * @param maxLineBytes one header line, unfolded
 * @param maxLines header lines
 * @param maxListValues values of one kind of list header
 */
public record SipLimits(int maxMessageBytes, int maxLineBytes, int maxLines, int maxListValues) {}
