package cascade.gateway.bench.peer;

import static cascade.gateway.bench.peer.MessageWriter.ascii;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Upper platform: takes the gateway's registration, calls channels, subscribes to the catalog. The loop's thread. */
public final class UpperPeer extends Peer {

    private static final byte[] REGISTERED = ascii("Expires: 3600\r\n");
    private static final byte[] ITEM = ascii("<Item>");

    private final SeenCatalog catalog = new SeenCatalog();
    private final Refusals refusals = new Refusals();
    private final Set<String> ended = new HashSet<>();
    private boolean registered;
    private boolean subscribed;

    public UpperPeer(PeerLoop loop, ClientTransactions transactions, PeerAddress self, PeerAddress gateway)
            throws IOException {
        super(loop, transactions, self, gateway);
        listen();
    }

    @Override
    public void onRequest(ReceivedMessage request) {
        switch (request.method()) {
            case 'R' -> {
                MessageWriter ok = answer(request, OK);
                request.copyLine(Header.CONTACT, ok);
                send(ok.endLine().put(REGISTERED).end());
                registered = true;
            }
            case 'N' -> {
                accept(request);
                if (request.bodyHas(ITEM)) {
                    catalog.onNotify(request.text(Header.VIA), request.body());
                }
            }
            case 'M' -> {
                accept(request);
                if (request.bodyHas(ITEM)) {
                    catalog.onAnswer(request.text(Header.VIA), request.body());
                }
            }
            case 'A' -> {}
            case 'B' -> {
                accept(request);
                ended.add(request.text(Header.CALL_ID));
            }
            default -> accept(request);
        }
    }

    /** Whether the gateway has registered here. */
    public boolean isRegistered() {
        return registered;
    }

    public boolean isSubscribed() {
        return subscribed;
    }

    /** Call-IDs of calls that the gateway has ended. */
    public Set<String> ended() {
        return ended;
    }

    /** The last event of each channel that NOTIFYs told. */
    public Map<String, String> events() {
        return catalog.events();
    }

    /** What it knows of the catalog. */
    public SeenCatalog catalog() {
        return catalog;
    }

    /** Asks for the whole catalog. */
    public void query() {
        catalog.forgetAnswer();
        message("<CmdType>Catalog</CmdType>\r\n<SN>2</SN>", refusals.watching(ok -> {}, refusal -> false));
    }

    /** Asks for nothing; the answer tells that the gateway's loop turns. */
    public void options(ClientTransactions.User user) {
        long branch = transactions.newBranch();
        byte[] request = request(ascii("OPTIONS " + gateway.uri() + " SIP/2.0\r\n"), branch)
                .put("From: <" + self.uri() + ">;tag=o1\r\nTo: <" + gateway.uri() + ">\r\nCall-ID: o" + branch
                        + "\r\nCSeq: 1 OPTIONS\r\n")
                .put(contact)
                .end();
        send(branch, request, user);
    }

    /** Its queries that were answered otherwise than 200. */
    public Refusals refusals() {
        return refusals;
    }

    private void message(String query, ClientTransactions.User user) {
        long branch = transactions.newBranch();
        byte[] request = request(ascii("MESSAGE " + gateway.uri() + " SIP/2.0\r\n"), branch)
                .put("From: <" + self.uri() + ">;tag=q1\r\nTo: <" + gateway.uri() + ">\r\nCall-ID: q" + branch
                        + "\r\nCSeq: 1 MESSAGE\r\n")
                .end(MANSCDP, queryBody(query));
        send(branch, request, user);
    }

    private byte[] queryBody(String query) {
        return ascii("<?xml version=\"1.0\"?>\r\n<Query>\r\n" + query + "\r\n<DeviceID>" + gateway.id()
                + "</DeviceID>\r\n</Query>\r\n");
    }

    public void subscribe() {
        long branch = transactions.newBranch();
        byte[] request = request(ascii("SUBSCRIBE " + gateway.uri() + " SIP/2.0\r\n"), branch)
                .put("From: <" + self.uri() + ">;tag=s1\r\nTo: <" + gateway.uri() + ">\r\nCall-ID: s" + self.id()
                        + "\r\nCSeq: 1 SUBSCRIBE\r\nEvent: Catalog;id=1\r\nExpires: 3600\r\n")
                .put(contact)
                .end(MANSCDP, queryBody("<CmdType>Catalog</CmdType>\r\n<SN>1</SN>"));
        send(branch, request, new ClientTransactions.User() {
            @Override
            public void onResponse(ReceivedMessage response, int status) {
                subscribed |= status == 200;
            }

            @Override
            public void onTimeout() {}
        });
    }
}
