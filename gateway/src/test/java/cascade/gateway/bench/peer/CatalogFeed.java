package cascade.gateway.bench.peer;

import static cascade.gateway.bench.peer.MessageWriter.ascii;

import java.util.List;

/** Answer of a lower to a catalog query: MESSAGEs of some items each, a window of them unanswered. The loop's thread. */
public final class CatalogFeed {

    private static final int ITEMS = 4;
    private static final int WINDOW = 16;

    private final LowerPeer lower;
    private final String sn;
    private final List<String> channels;
    private int next;
    private int unanswered;
    private long messages;

    public CatalogFeed(LowerPeer lower, String sn) {
        this.lower = lower;
        this.sn = sn;
        this.channels = lower.channels();
    }

    public void start() {
        while (unanswered < WINDOW && next < channels.size()) {
            List<String> items = channels.subList(next, Math.min(next + ITEMS, channels.size()));
            next += items.size();
            unanswered++;
            sendPart(items);
        }
    }

    public boolean isDone() {
        return next == channels.size() && unanswered == 0;
    }

    private void sendPart(List<String> items) {
        long branch = lower.transactions.newBranch();
        messages++;
        byte[] request = lower.request(ascii("MESSAGE " + lower.gateway.uri() + " SIP/2.0\r\n"), branch)
                .put("From: <" + lower.self.uri() + ">;tag=m" + messages + "\r\nTo: <" + lower.gateway.uri()
                        + ">\r\nCall-ID: m" + branch + "\r\nCSeq: 1 MESSAGE\r\n")
                .end(Peer.MANSCDP, body(items));
        lower.send(branch, request, new ClientTransactions.User() {
            private final ClientTransactions.User counted = lower.refusals().watching(ok -> {}, refusal -> false);

            @Override
            public void onResponse(ReceivedMessage response, int status) {
                counted.onResponse(response, status);
                if (status >= 200) {
                    unanswered--;
                    start();
                }
            }

            @Override
            public void onTimeout() {
                counted.onTimeout();
                unanswered--;
                start();
            }
        });
    }

    private byte[] body(List<String> items) {
        var xml = new StringBuilder(
                        "<?xml version=\"1.0\" encoding=\"GB2312\"?>\r\n<Response>\r\n<CmdType>Catalog</CmdType>\r\n<SN>")
                .append(sn)
                .append("</SN>\r\n<DeviceID>")
                .append(lower.self.id())
                .append("</DeviceID>\r\n<SumNum>")
                .append(channels.size())
                .append("</SumNum>\r\n<DeviceList Num=\"")
                .append(items.size())
                .append("\">\r\n");
        for (String id : items) {
            xml.append("<Item>\r\n<DeviceID>")
                    .append(id)
                    .append("</DeviceID>\r\n<Name>Camera ")
                    .append(id, 14, 20)
                    .append(
                            "</Name>\r\n<Manufacturer>M</Manufacturer>\r\n<Model>IPC</Model>\r\n<Owner>O</Owner>\r\n<CivilCode>")
                    .append(id, 0, 6)
                    .append("</CivilCode>\r\n<Address>A</Address>\r\n<Parental>0</Parental>\r\n<ParentID>")
                    .append(lower.self.id())
                    .append(
                            "</ParentID>\r\n<SafetyWay>0</SafetyWay>\r\n<RegisterWay>1</RegisterWay>\r\n<Secrecy>0</Secrecy>\r\n"
                                    + "<Status>ON</Status>\r\n</Item>\r\n");
        }
        return ascii(xml.append("</DeviceList>\r\n</Response>\r\n").toString());
    }
}
