package cascade.gateway.testkit.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.testkit.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * SIP peer over UDP whose every message is written by the test: it knows no transactions, only what it was sent and not yet
 * asked about. Reads like a ladder: {@code upper.sends(invite); lower.expectsRequest("INVITE")}.
 */
public final class ScriptedPeer implements AutoCloseable {

    private static final SipReader READER = new SipReader(new SipLimits(256 * 1024, 8 * 1024, 128, 32));

    private final DatagramSocket socket;
    private final InetSocketAddress gateway;
    private final BlockingQueue<SipMessage> arrived = new LinkedBlockingQueue<>();
    private final List<SipMessage> unasked = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final List<SipMessage> all = new CopyOnWriteArrayList<>();
    private final Thread receiver;
    private volatile LossyLink in = LossyLink.lossless();
    private volatile LossyLink out = LossyLink.lossless();

    public ScriptedPeer(String host, int port, String gatewayHost, int gatewayPort) {
        // a channel that was closed gives its port back with its selector's next turn only
        socket = await().ignoreException(BindException.class)
                .until(() -> new DatagramSocket(port, InetAddress.getByName(host)), DatagramSocket::isBound);
        gateway = new InetSocketAddress(gatewayHost, gatewayPort);
        receiver = Thread.ofVirtual().start(this::receive);
    }

    private void receive() {
        byte[] buffer = new byte[65_535];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException closed) {
                return;
            }
            if (!in.passes()) {
                continue;
            }
            byte[] bytes = java.util.Arrays.copyOf(packet.getData(), packet.getLength());
            if (READER.read(bytes, false) instanceof SipReader.Reading.Message read) {
                all.add(read.message());
                arrived.add(read.message());
            }
        }
    }

    public void sends(String text) {
        sends(text.getBytes(StandardCharsets.UTF_8));
    }

    public void sends(CapturedMessage message) {
        sends(message.bytes());
    }

    public void sends(SipMessage message) {
        sends(SipWriter.write(message));
    }

    public void sends(byte[] bytes) {
        if (!out.passes()) {
            return;
        }
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, gateway));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** From now on its link loses that share of the datagrams, in each direction by a seed of its own. */
    public void loses(double share, long seed) {
        in = new LossyLink(share, seed);
        out = new LossyLink(share, seed + 1);
    }

    /** Datagrams that its link has lost. */
    public long lost() {
        return in.lost() + out.lost();
    }

    /** How many requests of that method have come since the start, repetitions included. */
    public long seen(String method) {
        return requests(method).size();
    }

    /** The requests of that method that have come since the start, repetitions included. */
    public List<SipRequest> requests(String method) {
        return all.stream()
                .filter(SipRequest.class::isInstance)
                .map(SipRequest.class::cast)
                .filter(request -> request.is(method))
                .toList();
    }

    /** The responses to that request which have come since the start, repetitions included. */
    public List<SipResponse> responsesTo(SipRequest request) {
        return all.stream()
                .filter(SipResponse.class::isInstance)
                .map(SipResponse.class::cast)
                .filter(response -> response.callId().equals(request.callId())
                        && response.cseq().equals(request.cseq()))
                .toList();
    }

    /** How many final answers to that request have come since the start, repetitions included. */
    public long answersTo(SipRequest request) {
        return all.stream()
                .filter(message -> message instanceof SipResponse response
                        && !response.isProvisional()
                        && response.callId().equals(request.callId())
                        && response.cseq().equals(request.cseq()))
                .count();
    }

    /** The next request of that method; no repetition of one that was taken before, as all of these. */
    public SipRequest expectsRequest(String method) {
        return expectsRequest(method, "anything", request -> true);
    }

    /** The next request of that method whose body holds the text. */
    public SipRequest expectsRequest(String method, String bodyPart) {
        return expectsRequest(method, bodyPart, request -> request.bodyText().contains(bodyPart));
    }

    /** The next request of that method that is as wanted. */
    public SipRequest expectsRequest(String method, String what, Predicate<SipRequest> wanted) {
        var request = (SipRequest) expects(
                method + " with " + what,
                message -> message instanceof SipRequest next
                        && next.is(method)
                        && wanted.test(next)
                        && !taken.contains(identity(next)));
        taken.add(identity(request));
        return request;
    }

    /** A repetition of that request. */
    public SipRequest expectsAgain(SipRequest request) {
        return (SipRequest) expects(
                "repetition of " + request.startLine(),
                message -> message instanceof SipRequest next && identity(next).equals(identity(request)));
    }

    /** The next request of that method whose body holds the text, be it a repetition. */
    public SipRequest expectsEvenAgain(String method, String bodyPart) {
        return (SipRequest) expects(
                method + " with " + bodyPart,
                message -> message instanceof SipRequest next
                        && next.is(method)
                        && next.bodyText().contains(bodyPart));
    }

    /** What all repetitions of a request share, by RFC 3261 section 17.1.3 and for an ACK of a 200. */
    private static String identity(SipRequest request) {
        return request.topVia() + " " + request.callId() + " " + request.cseq();
    }

    public SipResponse expectsResponse(int status, String method) {
        return (SipResponse) expects(
                status + " to " + method,
                message -> message instanceof SipResponse response
                        && response.status() == status
                        && response.cseq().method().equals(method));
    }

    /** The response to that very request, where others may still be repeated. */
    public SipResponse expectsResponse(int status, SipRequest request) {
        return (SipResponse) expects(
                status + " to " + request.startLine(),
                message -> message instanceof SipResponse response
                        && response.status() == status
                        && response.callId().equals(request.callId())
                        && response.cseq().equals(request.cseq()));
    }

    /** The next final response to a request of that method, whatever its code. */
    public SipResponse expectsFinal(String method) {
        return (SipResponse) expects(
                "final response to " + method,
                message -> message instanceof SipResponse response
                        && !response.isProvisional()
                        && response.cseq().method().equals(method));
    }

    /** The requests that have come and that nobody asked for yet, at once. */
    public List<SipRequest> received() {
        arrived.drainTo(unasked);
        List<SipRequest> requests = unasked.stream()
                .filter(SipRequest.class::isInstance)
                .map(SipRequest.class::cast)
                .toList();
        unasked.removeAll(requests);
        return requests;
    }

    /** Nothing of that kind has come but what was asked for, and repetitions of it. */
    public void hasNot(String method, String bodyPart) {
        arrived.drainTo(unasked);
        assertThat(unasked)
                .noneMatch(message -> message instanceof SipRequest request
                        && request.method().equals(method)
                        && request.bodyText().contains(bodyPart)
                        && !taken.contains(identity(request)));
    }

    private SipMessage expects(String what, Predicate<SipMessage> wanted) {
        long deadline = System.nanoTime() + Patience.TIMEOUT.toNanos();
        while (true) {
            for (Iterator<SipMessage> waiting = unasked.iterator(); waiting.hasNext(); ) {
                SipMessage message = waiting.next();
                if (wanted.test(message)) {
                    waiting.remove();
                    return message;
                }
            }
            try {
                SipMessage next = arrived.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(next)
                        .as("%s within %d s; seen and not asked for: %s", what, Patience.TIMEOUT.toSeconds(), unasked)
                        .isNotNull();
                unasked.add(next);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    /** Answers a request with our tag and whatever the test adds. */
    public void answers(SipRequest request, int status, Consumer<SipResponse.Builder> more) {
        SipResponse.Builder answer = SipResponse.to(request, status).toTag("peer" + request.callId());
        more.accept(answer);
        sends(answer.build());
    }

    public void answers(SipRequest request, int status) {
        answers(request, status, answer -> {});
    }

    /** The port is free only when nobody waits in receive any more. */
    @Override
    public void close() {
        socket.close();
        try {
            receiver.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
