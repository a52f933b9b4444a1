package cascade.gateway.simulator.voice;

import cascade.gateway.gb.DeviceId;
import io.vertx.core.Future;

/** Voice session of a simulated platform while it runs. Any thread. */
public interface HeardVoice {

    /** The channel that is spoken to. */
    DeviceId channel();

    long packetsSent();

    long packetsReceived();

    /** How much of what was heard in the last half second is that tone: near 1, or near 0. */
    double share(double hz);

    /** Says BYE; done when it is answered, or nobody answers it. */
    Future<Void> stop();
}
