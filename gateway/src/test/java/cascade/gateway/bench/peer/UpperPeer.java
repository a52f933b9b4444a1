package cascade.gateway.bench.peer;

import static cascade.gateway.bench.peer.MessageWriter.ascii;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Upper platform: takes the gateway's registration, calls channels, subscribes to the catalog. The loop's thread. */
public final class UpperPeer extends Peer {

    private static final byte[] REGISTERED = ascii("Expires: 3600\r\n");
    private static final byte[] ITEM = ascii("<Item>");

    private final Map<String, String> events = new HashMap<>();
    private boolean registered;
    private boolean subscribed;
    private int ended;

    public UpperPeer(PeerLoop loop, ClientTransactions transactions, PeerAddress self, PeerAddress gateway)
            throws IOException {
        super(loop, transactions, self, gateway);
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
                    note(request.body());
                }
            }
            case 'B' -> {
                ended++;
                accept(request);
            }
            case 'A' -> {}
            default -> accept(request);
        }
    }

    private void note(String body) {
        for (int item = body.indexOf("<Item>"); item >= 0; item = body.indexOf("<Item>", item + 1)) {
            events.put(between(body, "<DeviceID>", "<", item), between(body, "<Event>", "<", item));
        }
    }

    private static String between(String text, String before, String after, int from) {
        int start = text.indexOf(before, from) + before.length();
        return text.substring(start, text.indexOf(after, start));
    }

    /** Whether the gateway has registered here. */
    public boolean isRegistered() {
        return registered;
    }

    public boolean isSubscribed() {
        return subscribed;
    }

    /** Calls that the gateway ended. */
    public int endedByGateway() {
        return ended;
    }

    /** The last event of each channel that NOTIFYs told. */
    public Map<String, String> events() {
        return events;
    }

    public void subscribe() {
        long branch = transactions.newBranch();
        byte[] request = request(ascii("SUBSCRIBE " + gateway.uri() + " SIP/2.0\r\n"), branch)
                .put("From: <" + self.uri() + ">;tag=s1\r\nTo: <" + gateway.uri() + ">\r\nCall-ID: s" + self.id()
                        + "\r\nCSeq: 1 SUBSCRIBE\r\nEvent: Catalog;id=1\r\nExpires: 3600\r\n")
                .put(contact)
                .end(
                        MANSCDP,
                        ascii(
                                "<?xml version=\"1.0\"?>\r\n<Query>\r\n<CmdType>Catalog</CmdType>\r\n<SN>1</SN>\r\n<DeviceID>"
                                        + gateway.id() + "</DeviceID>\r\n</Query>\r\n"));
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
