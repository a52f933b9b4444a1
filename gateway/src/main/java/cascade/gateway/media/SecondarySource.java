package cascade.gateway.media;

import java.time.Duration;
import java.time.Instant;

/**
 * Secondary SSRC, received beside a stream's own from the same source. It goes to no viewer.
 *
 * @param ssrc unsigned
 * @param bytes of whole RTP packets, headers included
 * @param lost sequence numbers that never came
 */
public record SecondarySource(int ssrc, long packets, long bytes, long lost, Duration jitter, Instant lastPacket) {}
