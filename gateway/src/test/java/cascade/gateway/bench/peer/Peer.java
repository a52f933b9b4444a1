package cascade.gateway.bench.peer;

import static cascade.gateway.bench.peer.MessageWriter.ascii;

import java.io.IOException;
import java.util.Optional;

/** Platform beside the gateway, on a UDP socket or a TCP connection of its own. The loop's thread. */
public abstract class Peer implements PeerLoop.Receiver {

    public static final byte[] OK = ascii("SIP/2.0 200 OK\r\n");
    public static final byte[] MANSCDP = ascii("Content-Type: Application/MANSCDP+xml\r\n");
    public static final byte[] SDP = ascii("Content-Type: Application/SDP\r\n");

    private static final byte[] MAX_FORWARDS = ascii("Max-Forwards: 70\r\n");
    private static final byte[] TAG = ascii(";tag=");

    public final PeerLoop loop;
    public final ClientTransactions transactions;
    public final PeerAddress self;
    public final PeerAddress gateway;
    public final byte[] contact;

    private Optional<Link> link = Optional.empty();
    private final byte[] via;
    private final byte[] ownTag;

    Peer(PeerLoop loop, ClientTransactions transactions, PeerAddress self, PeerAddress gateway) throws IOException {
        this.loop = loop;
        this.transactions = transactions;
        this.self = self;
        this.gateway = gateway;
        if (!self.tcp()) {
            link = Optional.of(new Link.Udp(loop, loop.open(self.socket(), this), gateway.socket()));
        }
        this.via = ascii("Via: SIP/2.0/" + (self.tcp() ? "TCP " : "UDP ") + self.hostPort() + ";rport;branch=z9hG4bKp");
        this.contact = ascii("Contact: <" + self.uri() + (self.tcp() ? ";transport=tcp" : "") + ">\r\n");
        this.ownTag = ascii(";tag=t" + self.id());
    }

    private Link link() {
        return link.orElseThrow(() -> new IllegalStateException(self.id() + " has no connection"));
    }

    /** Opens its TCP connection, unless it is there. */
    final void connect() {
        if (self.tcp() && link.isEmpty()) {
            try {
                link = Optional.of(loop.connect(self.socket(), gateway.socket(), this));
            } catch (IOException failed) {
                throw new IllegalStateException("connecting to " + gateway.hostPort(), failed);
            }
        }
    }

    /** Waits for the gateway's TCP connection, of which the last counts. */
    final void listen() throws IOException {
        if (self.tcp()) {
            loop.listen(self.socket(), this, accepted -> link = Optional.of(accepted));
        }
    }

    @Override
    public final void onMessage(ReceivedMessage message) {
        if (message.status() == 0) {
            onRequest(message);
        } else {
            transactions.onResponse(message);
        }
    }

    public abstract void onRequest(ReceivedMessage request);

    /** The first lines of a request, before its From. */
    public MessageWriter request(byte[] startLine, long branch) {
        return loop.writer.clear().put(startLine).put(via).put(branch).endLine().put(MAX_FORWARDS);
    }

    /** The first lines of an answer, with the ways of the request; a To without a tag gets ours. */
    public MessageWriter answer(ReceivedMessage request, byte[] statusLine) {
        MessageWriter writer = loop.writer.clear().put(statusLine);
        request.copyLines(Header.VIA, writer);
        request.copyLines(Header.RECORD_ROUTE, writer);
        request.copyLine(Header.FROM, writer);
        writer.endLine();
        request.copyLine(Header.TO, writer);
        if (!request.has(Header.TO, TAG)) {
            writer.put(ownTag);
        }
        writer.endLine();
        request.copyLine(Header.CALL_ID, writer);
        writer.endLine();
        request.copyLine(Header.CSEQ, writer);
        return writer.endLine();
    }

    public void accept(ReceivedMessage request) {
        send(answer(request, OK).end());
    }

    public void send(byte[] message) {
        link().send(message);
    }

    public void send(long branch, byte[] request, ClientTransactions.User user) {
        transactions.send(link(), branch, request, user);
    }

    public void invite(long branch, byte[] request, ClientTransactions.User user) {
        transactions.invite(link(), branch, request, user);
    }
}
