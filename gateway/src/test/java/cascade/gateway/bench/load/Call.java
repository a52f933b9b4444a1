package cascade.gateway.bench.load;

import static cascade.gateway.bench.peer.MessageWriter.ascii;

import cascade.gateway.bench.peer.ClientTransactions;
import cascade.gateway.bench.peer.Header;
import cascade.gateway.bench.peer.MessageWriter;
import cascade.gateway.bench.peer.Peer;
import cascade.gateway.bench.peer.ReceivedMessage;
import cascade.gateway.bench.peer.Refusals;
import cascade.gateway.bench.peer.UpperPeer;
import cascade.gateway.gb.sdp.MediaTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** One call of an upper: INVITE, ACK, a while, BYE. The loop's thread. */
final class Call implements ClientTransactions.User {

    private static final byte[] INVITE = ascii("INVITE sip:");
    private static final byte[] ACK = ascii("ACK sip:");
    private static final byte[] BYE = ascii("BYE sip:");
    private static final byte[] VERSION = ascii(" SIP/2.0\r\n");
    private static final byte[] FROM = ascii("From: <sip:");
    private static final byte[] TAG = ascii(">;tag=c");
    private static final byte[] TO = ascii("To: <sip:");
    private static final byte[] CALL_ID = ascii(">\r\nCall-ID: c");
    private static final byte[] CALL_ID_IN_DIALOG = ascii("\r\nCall-ID: c");
    private static final byte[] CSEQ_INVITE = ascii("\r\nCSeq: 1 INVITE\r\n");
    private static final byte[] CSEQ_ACK = ascii("\r\nCSeq: 1 ACK\r\n");
    private static final byte[] CSEQ_BYE = ascii("\r\nCSeq: 2 BYE\r\n");
    private static final byte[] SUBJECT = ascii("Subject: ");
    private static final byte[] ADDRESS = ascii("c=IN IP4 ");
    private static final byte[] VIDEO = ascii("m=video ");
    private static final byte[] BLANK = ascii(" ");
    private static final byte[] END_OF_LINE = ascii("\r\n");
    private static final Duration REPEATED_REFUSALS = Duration.ofSeconds(5);
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 20_000;
    /** An ACK has been read by then. */
    private static final long SETTLED_NANOS = 500_000_000;

    private final UpperPeer upper;
    private final String channel;
    private final long number;
    private final Duration hold;
    private final Receiver receiver;
    /** Another one after {@link #countApart}. */
    private CallFigures figures;

    private final long startNanos = System.nanoTime();
    private final long branch;

    private boolean isFinal;
    private boolean isEnding;
    private boolean isOver;
    private long answeredNanos;
    private byte[] routes = {};
    private byte[] to = {};
    private byte[] target = {};

    Call(UpperPeer upper, String channel, long number, Duration hold, Receiver receiver, CallFigures figures) {
        this.upper = upper;
        this.channel = channel;
        this.number = number;
        this.hold = hold;
        this.receiver = receiver;
        this.figures = figures;
        this.branch = upper.transactions.newBranch();
    }

    void start() {
        figures.offered++;
        target = ascii(channel + "@" + upper.gateway.hostPort());
        MessageWriter writer = first(INVITE, branch)
                .put(TO)
                .put(target)
                .put(CALL_ID)
                .put(number)
                .put(CSEQ_INVITE)
                .put(upper.contact)
                .put(SUBJECT)
                .put(channel + ":0," + upper.self.id() + ":" + number + "\r\n");
        upper.invite(branch, writer.end(Peer.SDP, offer()), this);
    }

    /** Start line to From. */
    private MessageWriter first(byte[] method, long requestBranch) {
        MessageWriter startLine =
                upper.loop.writer.clear().put(method).put(target).put(VERSION);
        return upper.request(startLine.copy(), requestBranch)
                .put(FROM)
                .put(upper.self.id() + "@" + upper.self.hostPort())
                .put(TAG)
                .put(number)
                .endLine();
    }

    private byte[] offer() {
        String host = upper.self.host();
        int port = port(number);
        return ascii("v=0\r\no=" + channel + " 0 0 IN IP4 " + host + "\r\ns=Play\r\nc=IN IP4 " + host
                + "\r\nt=0 0\r\nm=video " + port + transport(receiver.transport(port))
                + "a=rtpmap:96 PS/90000\r\na=recvonly\r\ny=0" + (100_000_000 + number % 100_000_000) + "\r\n");
    }

    private static String transport(MediaTransport ours) {
        return switch (ours) {
            case UDP -> " RTP/AVP 96\r\n";
            case TCP_PASSIVE -> " TCP/RTP/AVP 96\r\na=setup:passive\r\na=connection:new\r\n";
            case TCP_ACTIVE -> " TCP/RTP/AVP 96\r\na=setup:active\r\na=connection:new\r\n";
        };
    }

    /** Where the call of that number wants its media. */
    static int port(long number) {
        return FIRST_PORT + 2 * (int) (number % PORTS);
    }

    String callId() {
        return "c" + number;
    }

    boolean isOver() {
        return isOver;
    }

    /** Whether it is being set up or ended. */
    boolean isInTransition() {
        return !isOver && (!isFinal || isEnding || System.nanoTime() - answeredNanos < SETTLED_NANOS);
    }

    /** From now on it counts there, as if it had been offered there; what was counted of its answer stays. */
    void countApart(CallFigures other) {
        figures.offered--;
        other.offered++;
        figures = other;
    }

    @Override
    public void onResponse(ReceivedMessage response, int status) {
        if (status < 200) {
            return;
        }
        if (isFinal) {
            figures.repeatedAnswers++;
        }
        if (status < 300) {
            onAnswer(response);
        } else {
            onRefusal(response, status);
        }
    }

    private void onAnswer(ReceivedMessage answer) {
        if (!isFinal) {
            isFinal = true;
            answeredNanos = answer.atNanos;
            figures.onAnswer(answer.atNanos - startNanos);
            routes = routes(answer.texts(Header.RECORD_ROUTE));
            to = ascii("To: " + answer.text(Header.TO));
            String remote = answer.text(Header.CONTACT);
            target = ascii(remote.substring(remote.indexOf("sip:") + 4, remote.indexOf('>')));
            if (receiver.transport(port(number)) == MediaTransport.TCP_ACTIVE) {
                receiver.connect(port(number), media(answer));
            }
            upper.loop.after(hold, this::end);
        }
        upper.send(inDialog(ACK, upper.transactions.newBranch(), CSEQ_ACK));
    }

    private static InetSocketAddress media(ReceivedMessage answer) {
        return new InetSocketAddress(
                InetAddress.ofLiteral(answer.inBody(ADDRESS, END_OF_LINE)),
                Integer.parseInt(answer.inBody(VIDEO, BLANK)));
    }

    /** Of a proxy, where there is one; the nearest to the caller comes last in an answer. */
    private static byte[] routes(List<String> recorded) {
        return ascii(recorded.reversed().stream()
                .map(each -> "Route: " + each + "\r\n")
                .collect(Collectors.joining()));
    }

    private void onRefusal(ReceivedMessage refusal, int status) {
        if (!isFinal) {
            isFinal = true;
            isOver = true;
            figures.onRefusal(status, refusal.has(Header.RETRY_AFTER));
            to = ascii("To: " + refusal.text(Header.TO));
            upper.loop.after(REPEATED_REFUSALS, () -> upper.transactions.forget(branch));
        }
        upper.send(inDialog(ACK, branch, CSEQ_ACK));
    }

    private byte[] inDialog(byte[] method, long requestBranch, byte[] cseq) {
        return first(method, requestBranch)
                .put(routes)
                .put(to)
                .put(CALL_ID_IN_DIALOG)
                .put(number)
                .put(cseq)
                .end();
    }

    /** By BYE, once. */
    void end() {
        if (isEnding || isOver || answeredNanos == 0) {
            return;
        }
        isEnding = true;
        long byeBranch = upper.transactions.newBranch();
        upper.send(byeBranch, inDialog(BYE, byeBranch, CSEQ_BYE), new ClientTransactions.User() {
            @Override
            public void onResponse(ReceivedMessage response, int status) {
                if (status >= 200) {
                    upper.transactions.forget(branch);
                    isOver = true;
                    figures.onEnd(status);
                }
            }

            @Override
            public void onTimeout() {
                upper.transactions.forget(branch);
                isOver = true;
                figures.onEnd(Refusals.SILENCE);
            }
        });
    }

    @Override
    public void onTimeout() {
        isFinal = true;
        isOver = true;
        figures.onRefusal(Refusals.SILENCE, false);
    }
}
