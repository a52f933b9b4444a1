package cascade.gateway.sip.transport;

import cascade.address.IpText;
import cascade.gateway.sip.SipTransportException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One UDP listening point: a Netty channel on the control loop's own event loop. Vert.x's datagram socket reads at most
 * 2,048 bytes of a datagram, and a catalog easily has more, hence the channel.
 */
final class UdpSocket {

    private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);

    /** Largest UDP payload over IPv4; IPv6 without jumbograms carries 20 bytes more, and no peer fills them. */
    private static final int MAX_DATAGRAM_BYTES = 65_507;

    /** Datagrams read before the loop turns to others; each turn costs a system call of its own. */
    static final int BURST = 64;

    private final ContextInternal context;
    private final Channel channel;
    private final Inbound inbound;

    private UdpSocket(ContextInternal context, Channel channel, Inbound inbound) {
        this.context = context;
        this.channel = channel;
        this.inbound = inbound;
    }

    static Future<UdpSocket> bind(
            ContextInternal context,
            String host,
            int port,
            int receiveBufferBytes,
            BiConsumer<byte[], InetSocketAddress> onDatagram) {
        Promise<UdpSocket> bound = context.promise();
        var inbound = new Inbound(context, onDatagram);
        new Bootstrap()
                .group(context.nettyEventLoop())
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, receiveBufferBytes)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES))
                .handler(inbound)
                .bind(new InetSocketAddress(host, port))
                .addListener((io.netty.channel.ChannelFuture result) -> {
                    if (result.isSuccess()) {
                        bound.complete(new UdpSocket(context, result.channel(), inbound));
                    } else {
                        bound.fail(new SipTransportException(
                                "UDP " + IpText.hostPort(host, port) + " cannot be bound: "
                                        + result.cause().getMessage(),
                                result.cause()));
                    }
                });
        return bound.future();
    }

    /** The port as bound; differs from the one asked for when that was 0. */
    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Fails where the system takes the datagram not at all, e.g. one that is too long. */
    Future<Void> send(byte[] bytes, InetSocketAddress to) {
        Promise<Void> sent = context.promise();
        channel.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(bytes), to))
                .addListener(result -> {
                    if (result.isSuccess()) {
                        sent.complete();
                    } else {
                        sent.fail(new SipTransportException(
                                "UDP " + IpText.of(to) + ": " + result.cause().getMessage(), result.cause()));
                    }
                });
        return sent.future();
    }

    /**
     * How long the socket has not been read empty: datagrams have been waiting that long, or longer. To be asked by a timer, so
     * that the loop looks at its sockets in between.
     */
    Duration backlog() {
        return inbound.backlog();
    }

    Future<Void> close() {
        Promise<Void> closed = context.promise();
        channel.close().addListener(result -> closed.complete());
        return closed.future();
    }

    private static final class Inbound extends SimpleChannelInboundHandler<DatagramPacket> {
        private final ContextInternal context;
        private final BiConsumer<byte[], InetSocketAddress> onDatagram;

        private int burst;
        /** Since when every burst was a full one; 0 while the last one left nothing. */
        private long fullSinceNanos;

        private boolean readSinceLook;

        Inbound(ContextInternal context, BiConsumer<byte[], InetSocketAddress> onDatagram) {
            this.context = context;
            this.onDatagram = onDatagram;
        }

        /** Here, since the channel resets the allocator to one a turn when it is given it. */
        @Override
        public void handlerAdded(ChannelHandlerContext channel) {
            if (channel.channel().config().getRecvByteBufAllocator() instanceof MaxMessagesRecvByteBufAllocator many) {
                many.maxMessagesPerRead(BURST);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext channel) {
            readSinceLook = true;
            if (burst < BURST) {
                fullSinceNanos = 0;
            } else if (fullSinceNanos == 0) {
                fullSinceNanos = System.nanoTime();
            }
            burst = 0;
        }

        Duration backlog() {
            if (!readSinceLook) {
                // the last burst was a full one and there was no other: it took just what there was
                fullSinceNanos = 0;
            }
            readSinceLook = false;
            return fullSinceNanos == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - fullSinceNanos);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext channel, DatagramPacket packet) {
            burst++;
            byte[] bytes = new byte[packet.content().readableBytes()];
            packet.content().readBytes(bytes);
            InetSocketAddress sender = packet.sender();
            context.emit(sender, from -> onDatagram.accept(bytes, from));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
            LOG.atDebug().addKeyValue("cause", cause.getMessage()).log("udp socket reported an error");
        }
    }
}
