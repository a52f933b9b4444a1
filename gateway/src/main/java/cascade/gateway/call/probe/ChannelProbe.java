package cascade.gateway.call.probe;

import cascade.gateway.gb.DeviceId;
import io.vertx.core.Future;

/**
 * Opener of a channel's live stream for nobody: it ends with the first key frame or when {@code assessment.picture-timeout} is
 * over, gives way to any call that needs its place, and a viewer that comes meanwhile joins it and keeps it.
 */
@FunctionalInterface
public interface ChannelProbe {

    /**
     * Opens the channel, unless it is no time for it. The opening itself is told to who listens to openings, before this ends.
     *
     * @return never fails
     */
    Future<ProbeEnd> open(String lower, DeviceId channel, ProbeTerms terms);
}
