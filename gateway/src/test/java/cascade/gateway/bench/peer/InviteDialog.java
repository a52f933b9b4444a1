package cascade.gateway.bench.peer;

import static cascade.gateway.bench.peer.MessageWriter.ascii;

/** Dialog of a call at the lower that was invited, so that the lower can end it. The loop's thread. */
final class InviteDialog {

    private final LowerPeer lower;
    private final byte[] startLine;
    private final String head;

    InviteDialog(LowerPeer lower, ReceivedMessage invite) {
        this.lower = lower;
        String remote = invite.text(Header.CONTACT);
        startLine = ascii("BYE " + remote.substring(remote.indexOf("sip:"), remote.indexOf('>')) + " SIP/2.0\r\n");
        head = "From: " + invite.text(Header.TO) + ";tag=t" + lower.self.id() + "\r\nTo: " + invite.text(Header.FROM)
                + "\r\nCall-ID: " + invite.text(Header.CALL_ID) + "\r\nCSeq: 1 BYE\r\n";
    }

    /** By BYE. */
    void end(Refusals answers) {
        long branch = lower.transactions.newBranch();
        byte[] request = lower.request(startLine, branch).put(head).end();
        lower.send(branch, request, answers.watching(ok -> {}, refusal -> false));
    }
}
