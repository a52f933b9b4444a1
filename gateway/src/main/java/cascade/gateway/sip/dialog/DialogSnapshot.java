package cascade.gateway.sip.dialog;

import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipUri;
import java.util.List;

/**
 * State of a dialog at one moment (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-12">RFC 3261 section
 * 12</a>), from which the next process makes it again: {@link Dialog#of}. Immutable, any thread.
 *
 * @param domain the configured peer's name
 * @param local our address with our tag
 * @param localContact our remote target, as the peer knows it
 * @param remote the peer's address, without a tag before a response that has one
 * @param routes of the route set, in the order in which a request of ours passes them, as Route headers write them
 * @param confirmed whether a 2xx made it; else it is early
 * @param inviteCseq of the request that made it, where that was ours; its ACK has the same
 * @param localCseq the last of ours
 * @param remoteCseq the last of the peer's, or -1
 */
public record DialogSnapshot(
        String domain,
        String callId,
        NameAddr local,
        NameAddr localContact,
        NameAddr remote,
        SipUri remoteTarget,
        List<String> routes,
        boolean confirmed,
        long inviteCseq,
        long localCseq,
        long remoteCseq) {

    public DialogSnapshot {
        routes = List.copyOf(routes);
    }
}
