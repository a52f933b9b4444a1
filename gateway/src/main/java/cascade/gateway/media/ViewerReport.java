package cascade.gateway.media;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * RTCP report block of a viewer (<a href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.4.1">RFC 3550 section
 * 6.4.1</a>).
 *
 * @param fractionLost 0 to 1, since the report before
 * @param lost in all; negative when duplicates outnumber the losses
 * @param roundTrip from us to the viewer and back, once it has heard a sender report
 */
public record ViewerReport(Instant at, double fractionLost, int lost, Duration jitter, Optional<Duration> roundTrip) {}
