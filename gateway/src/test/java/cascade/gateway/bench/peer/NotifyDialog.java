package cascade.gateway.bench.peer;

import static cascade.gateway.bench.peer.MessageWriter.ascii;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notifier's side of the gateway's catalog subscription at a lower. The loop's thread. */
public final class NotifyDialog {

    private static final byte[] LAST_LINES = ascii("Subscription-State: active;expires=3000\r\n");

    private final LowerPeer lower;
    private final String head;
    private final byte[] startLine;
    private final byte[] event;
    private final Map<String, String> told = new HashMap<>();
    private long cseq;

    public NotifyDialog(LowerPeer lower, ReceivedMessage subscribe) {
        this.lower = lower;
        String remote = subscribe.text(Header.CONTACT);
        startLine = ascii("NOTIFY " + remote.substring(remote.indexOf("sip:"), remote.indexOf('>')) + " SIP/2.0\r\n");
        head = "From: " + subscribe.text(Header.TO) + ";tag=t" + lower.self.id() + "\r\nTo: "
                + subscribe.text(Header.FROM) + "\r\nCall-ID: " + subscribe.text(Header.CALL_ID) + "\r\nCSeq: ";
        event = ascii("Event: " + subscribe.text(Header.EVENT) + "\r\n");
    }

    /** Tells one channel's event, ON or OFF. */
    public void tell(String channel, String status) {
        told.put(channel, status);
        long branch = lower.transactions.newBranch();
        cseq++;
        byte[] request = lower.request(startLine, branch)
                .put(head)
                .put(cseq)
                .put(" NOTIFY\r\n")
                .put(event)
                .put(LAST_LINES)
                .put(lower.contact)
                .end(
                        Peer.MANSCDP,
                        ascii("<?xml version=\"1.0\"?>\r\n<Notify>\r\n<CmdType>Catalog</CmdType>\r\n<SN>" + cseq
                                + "</SN>\r\n<DeviceID>" + lower.self.id()
                                + "</DeviceID>\r\n<SumNum>1</SumNum>\r\n<DeviceList Num=\"1\">\r\n<Item>\r\n<DeviceID>"
                                + channel
                                + "</DeviceID>\r\n<Event>" + status
                                + "</Event>\r\n</Item>\r\n</DeviceList>\r\n</Notify>\r\n"));
        lower.send(branch, request, lower.refusals().watching(ok -> {}, refusal -> false));
    }

    /** All channels go off in turn, then all come on, and so on. */
    public void tellNext(long number) {
        List<String> channels = lower.channels();
        boolean off = number / channels.size() % 2 == 0;
        tell(channels.get((int) (number % channels.size())), off ? "OFF" : "ON");
    }

    /** The last event of each channel that was told. */
    public Map<String, String> told() {
        return told;
    }
}
