package cascade.gateway.domain;

import cascade.gateway.domain.security.PeerSecurity;
import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import java.util.List;
import java.util.Optional;

/**
 * Security of each message by the domain at the other end of its hop. Costs a look at one flag where no domain has any.
 * Control loop only.
 */
final class HopSecurity implements MessageSecurity {

    private final DomainDirectory directory;
    private boolean active;

    HopSecurity(DomainDirectory directory) {
        this.directory = directory;
    }

    /** Looks anew at what the domains ask for: one has come, gone or changed. */
    void refresh() {
        active = directory.all().stream().anyMatch(domain -> domain.security().isActive());
    }

    @Override
    public SipRequest sealed(SipRequest request, SipPeer to) {
        return active ? of(request, to).sealed(request) : request;
    }

    @Override
    public SipResponse sealed(SipResponse response, SipPeer to) {
        return active ? of(response, to).sealed(response) : response;
    }

    @Override
    public Optional<String> objection(SipMessage received, SipPeer source) {
        return active ? of(received, source).objection(received) : Optional.empty();
    }

    /** Of the domain that the message names; where several share the address and it names none, the one that has any. */
    private PeerSecurity of(SipMessage message, SipPeer peer) {
        List<Domain> there = directory.sources().findAll(peer).stream().toList();
        return there.stream()
                .filter(domain -> names(message, domain.config().deviceId()))
                .findFirst()
                .or(() -> there.stream()
                        .filter(domain -> domain.security().isActive())
                        .findFirst())
                .map(Domain::security)
                .orElse(PeerSecurity.NONE);
    }

    private static boolean names(SipMessage message, String deviceId) {
        return message.from().uri().user().equals(deviceId)
                || message.to().uri().user().equals(deviceId);
    }
}
