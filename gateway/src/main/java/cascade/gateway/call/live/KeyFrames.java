package cascade.gateway.call.live;

import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Key-frame requests (强制关键帧, GB/T 28181-2016 A.2.3 and 2022 A.2.3.1.5) for one stream: a viewer that joins a running
 * one sees nothing before the next key frame. Only where the lower is known to take them; those that come too soon after
 * one another become one, which leaves when it may. Control loop only.
 */
public final class KeyFrames {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFrames.class);

    private final LowerDomain lower;
    private final String channelId;
    private final Supplier<Duration> interval;
    private final BooleanSupplier wanted;
    private final InstantSource clock;
    private final Timer later;
    private Instant next = Instant.EPOCH;

    /**
     * @param interval the least time between two requests
     * @param wanted whether somebody watches
     */
    public KeyFrames(
            LowerDomain lower,
            String channelId,
            Supplier<Duration> interval,
            BooleanSupplier wanted,
            Timers timers,
            InstantSource clock) {
        this.lower = lower;
        this.channelId = channelId;
        this.interval = interval;
        this.wanted = wanted;
        this.clock = clock;
        this.later = new Timer(timers);
    }

    /** Asks now, or as soon as the interval is over. */
    public void request() {
        if (!lower.config().profile().keyFrameOnJoin() || !wanted.getAsBoolean() || later.isRunning()) {
            return;
        }
        Duration rest = Duration.between(clock.instant(), next);
        if (rest.isPositive()) {
            later.start(rest.plusMillis(1), this::request);
            return;
        }
        next = clock.instant().plus(interval.get());
        send();
    }

    private void send() {
        var channel = new DeviceId(channelId);
        byte[] body = lower.link().write(lower.keyFrameRequest().of(lower.link().nextSn(), channel));
        lower.link()
                .sendMessage(lower.commandTarget(channel), body)
                .onComplete(answer -> LOG.atDebug()
                        .addKeyValue("gbId", channelId)
                        .addKeyValue("peer", lower.name())
                        .addKeyValue(
                                "status", answer.succeeded() ? answer.result().status() : "none")
                        .log("key frame asked for"));
    }

    /** The stream has ended. */
    public void stop() {
        later.stop();
    }
}
