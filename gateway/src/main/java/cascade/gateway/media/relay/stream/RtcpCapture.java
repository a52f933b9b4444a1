package cascade.gateway.media.relay.stream;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.relay.loop.RtcpBudget;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tap on the RTCP of one leg, which tells control of it as {@link MediaEvent.Rtcp} while somebody wants that. A read of one
 * field else. Loop thread.
 */
final class RtcpCapture {

    private static final InetAddress UNKNOWN = InetAddress.ofLiteral("0.0.0.0");

    private final long streamId;
    private final OptionalLong viewerId;
    private final LegAddress local;
    private final boolean overTcp;
    private final RtcpBudget budget;
    private final LongSupplier nanoTime;
    private final Predicate<MediaEvent> control;
    private @Nullable InetSocketAddress localEnd;

    /**
     * @param viewerId empty: the source's leg
     * @param control takes an event, unless it has too many
     */
    RtcpCapture(
            long streamId,
            OptionalLong viewerId,
            LegAddress local,
            MediaTransport transport,
            RtcpBudget budget,
            LongSupplier nanoTime,
            Predicate<MediaEvent> control) {
        this.streamId = streamId;
        this.viewerId = viewerId;
        this.local = local;
        this.overTcp = transport != MediaTransport.UDP;
        this.budget = budget;
        this.nanoTime = nanoTime;
        this.control = control;
    }

    void received(ByteBuffer packet, int length, InetSocketAddress from) {
        if (budget.tryTake(nanoTime)) {
            tell(packet, length, from, localEnd());
        }
    }

    void sent(ByteBuffer packet, InetSocketAddress to) {
        if (budget.tryTake(nanoTime)) {
            tell(packet, packet.limit(), localEnd(), to);
        }
    }

    private void tell(ByteBuffer packet, int length, InetSocketAddress from, InetSocketAddress to) {
        byte[] copy = new byte[length];
        packet.get(0, copy);
        int missed = budget.takeMissed();
        if (!control.test(new MediaEvent.Rtcp(streamId, viewerId, from, to, overTcp, copy, missed))) {
            budget.onNotTold(missed + 1);
        }
    }

    /** As its SDP gives it; where that is a name, the port alone. */
    private InetSocketAddress localEnd() {
        InetSocketAddress end = localEnd;
        if (end == null) {
            end = new InetSocketAddress(literal(local.host()), overTcp ? local.rtpPort() : local.rtcpPort());
            localEnd = end;
        }
        return end;
    }

    private static InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException name) {
            return UNKNOWN;
        }
    }
}
