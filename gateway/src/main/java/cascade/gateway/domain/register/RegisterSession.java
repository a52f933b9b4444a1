package cascade.gateway.domain.register;

import cascade.config.Edition;
import cascade.config.UpperDomainConfig;
import cascade.gateway.domain.keep.UpperRecord;
import cascade.gateway.domain.peer.Addressing;
import cascade.gateway.domain.status.GbVersion;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * The REGISTERs of one Call-ID to one host: first registration, refreshes and the end, with rising CSeq. In the form of
 * Hikvision's NCG: From and To are our id, the Request-URI is the upper's.
 */
final class RegisterSession {

    /** More REGISTERs than a process sends between two that are accepted. */
    private static final long CSEQ_MARGIN = 100;

    private final UpperDomainConfig config;
    private final String registrar;
    private final SipPeer peer;
    private final String callId;
    private final NameAddr from;
    private final NameAddr contact;
    private final Addressing addressing;
    private long cseq;
    private boolean accepted;
    private boolean inFlight;

    /** @param registrar id of the platform at the peer's address */
    RegisterSession(
            UpperDomainConfig config,
            String registrar,
            SipPeer peer,
            ListeningPoint local,
            String callId,
            String fromTag) {
        this.config = config;
        this.registrar = registrar;
        this.peer = peer;
        this.callId = callId;
        this.addressing = Addressing.of(config);
        this.from = NameAddr.tagged(addressing.ours(local), fromTag);
        this.contact = addressing.contact(local);
    }

    /** The session of the former process, as it stood after the REGISTER that was accepted last. */
    static RegisterSession resumed(UpperDomainConfig config, ListeningPoint local, UpperRecord kept) {
        var session = new RegisterSession(config, config.deviceId(), kept.peer(), local, kept.callId(), kept.fromTag());
        // it may have sent more since
        session.cseq = kept.cseq() + CSEQ_MARGIN;
        session.accepted = true;
        return session;
    }

    /** What the next process needs, of a REGISTER that has just been accepted. */
    UpperRecord record(String host, Instant now, Duration granted) {
        return new UpperRecord(host, peer, registrant(), callId, from.tag().orElse(""), cseq, now, granted);
    }

    /** Who registers with whom. */
    String registrant() {
        return from.uri() + " " + contact + " " + registrar + " " + config.edition();
    }

    String registrar() {
        return registrar;
    }

    SipPeer peer() {
        return peer;
    }

    /** The next REGISTER; without a lifetime it ends the registration. */
    SipRequest next(Duration expires) {
        cseq++;
        SipRequest.Builder request = SipRequest.builder("REGISTER", addressing.requestUri(registrar, peer))
                .from(from)
                .to(NameAddr.of(from.uri()))
                .callId(callId)
                .cseq(cseq)
                .contact(contact)
                .header("Expires", Long.toString(expires.toSeconds()));
        if (config.edition() == Edition.GB2022) {
            request.header(GbVersion.HEADER, config.edition().gbVersion());
        }
        inFlight = true;
        return request.build();
    }

    /** The exchange is over; a challenge has used up CSeq numbers. */
    void finished(SipRequest lastSent) {
        cseq = lastSent.cseq().number();
        inFlight = false;
    }

    boolean isInFlight() {
        return inFlight;
    }

    void accept() {
        accepted = true;
    }

    /** Whether the upper has ever accepted a REGISTER of this session. */
    boolean isAccepted() {
        return accepted;
    }
}
