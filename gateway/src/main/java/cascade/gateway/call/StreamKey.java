package cascade.gateway.call;

import cascade.gateway.call.keep.KeptStream;

/**
 * Sharing key of a stream, one channel and stream index of one lower: viewers with the same key share the stream. Never
 * the channel id alone, since two lowers may use the same.
 *
 * @param lower the lower domain's name
 * @param channelId the channel's original id
 * @param streamIndex 0 main, 1 sub ...
 */
record StreamKey(String lower, String channelId, int streamIndex) {

    /** As a former process kept it. */
    static StreamKey of(KeptStream kept) {
        return new StreamKey(kept.lower(), kept.channelId(), kept.streamIndex());
    }
}
