package cascade.gateway.call;

/**
 * What viewers can share: one stream of one channel of one lower. Never the channel id alone, since two lowers may use the
 * same.
 *
 * @param lower the lower domain's name
 * @param channelId the channel's original id
 * @param streamIndex 0 main, 1 sub ...
 */
record StreamKey(String lower, String channelId, int streamIndex) {}
