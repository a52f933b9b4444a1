package cascade.gateway.media.relay.plane;

import cascade.gateway.media.Inheritance;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaException.NotSupported;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.io.IoBackend;
import cascade.gateway.media.io.epoll.EpollBackend;
import cascade.gateway.media.io.nio.NioBackend;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Factory of the media plane, which starts it on the I/O backend that the settings ask for. Any thread. */
public final class MediaPlanes {

    private static final Logger LOG = LoggerFactory.getLogger(MediaPlanes.class);

    private MediaPlanes() {}

    /** Starts the loops; fails when a network's address is not this machine's, or the gear is not to be had here. */
    public static Future<MediaPlane> start(Context control, MediaSettings settings, List<MediaNetwork> networks) {
        return start(control, settings, networks, MediaClock.system());
    }

    public static Future<MediaPlane> start(
            Context control, MediaSettings settings, List<MediaNetwork> networks, MediaClock clock) {
        return start(control, settings, networks, clock, Inheritance.NONE);
    }

    /** The same, with the sockets of the former process, which only gear epoll can take over. */
    public static Future<MediaPlane> start(
            Context control,
            MediaSettings settings,
            List<MediaNetwork> networks,
            MediaClock clock,
            Inheritance inheritance) {
        IoBackend gear;
        try {
            gear = gear(settings.gear(), inheritance);
        } catch (NotSupported e) {
            return Future.failedFuture(e);
        }
        LOG.atInfo().addKeyValue("gear", gear.label()).log("media gear is chosen");
        return RelayPlane.start(gear, control, settings, networks, clock);
    }

    private static IoBackend gear(MediaGear wanted, Inheritance inheritance) {
        if (wanted == MediaGear.NIO) {
            return nio(inheritance);
        }
        Optional<String> missing = EpollBackend.missing();
        if (missing.isEmpty()) {
            return new EpollBackend(inheritance);
        }
        if (wanted == MediaGear.EPOLL) {
            throw new NotSupported("gear epoll (" + missing.get() + ")");
        }
        LOG.atWarn().addKeyValue("cause", missing.get()).log("media runs without epoll, at a higher cost a packet");
        return nio(inheritance);
    }

    /** Its ports are bound anew, so nobody else may hold them. */
    private static IoBackend nio(Inheritance inheritance) {
        inheritance.store().closeRest();
        return new NioBackend();
    }
}
