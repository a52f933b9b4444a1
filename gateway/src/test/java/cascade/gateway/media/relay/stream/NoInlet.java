package cascade.gateway.media.relay.stream;

import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.relay.count.LegCounters;
import cascade.gateway.media.relay.leg.Inlet;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Where nothing comes in: for a source leg that a test hands packets to. */
final class NoInlet implements Inlet {

    @Override
    public void requireDistinct(SourceAnswer answer) {}

    @Override
    public void expect(SourceAnswer answer) {}

    @Override
    public void onConfirmed(InetSocketAddress from) {}

    @Override
    public void onViewerStarted() {}

    @Override
    public boolean isHeld() {
        return false;
    }

    @Override
    public boolean isWaiting() {
        return false;
    }

    @Override
    public long waitingSinceNanos() {
        return 0;
    }

    @Override
    public void release() {}

    @Override
    public void sendRtcp(ByteBuffer packet, InetSocketAddress to) {}

    @Override
    public void sendRtp(PacketBatch batch, InetSocketAddress to, LegCounters sent) {}

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void check(long nowNanos) {}

    @Override
    public void close() {}
}
