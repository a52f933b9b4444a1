package cascade.gateway.domain.peer;

import cascade.config.DomainConfig;
import cascade.config.quirk.RequestUriForm;
import cascade.config.value.Transport;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipUri;

/**
 * SIP URI form of ids towards one peer (GB/T 28181-2016 5.3): {@code id@ip:port} as Hikvision's NCG has it, or {@code
 * id@3402000000} with the domain's first ten digits as IP cameras and LiveGBS have it.
 *
 * @param localId our id as the peer knows it
 * @param sipDomain the host part of ids, or "" for address and port
 * @param requestUriForm which of the two stands in a Request-URI
 * @param transport how the peer is to reach our Contact
 */
public record Addressing(String localId, String sipDomain, RequestUriForm requestUriForm, Transport transport) {

    public static Addressing of(DomainConfig config) {
        return new Addressing(
                config.localDeviceId(), config.sipDomain(), config.profile().requestUriForm(), config.transport());
    }

    /** Our id, as From has it, and as To of a REGISTER. */
    public SipUri ours(ListeningPoint local) {
        return SipUri.ofAuthority(localId, sipDomain.isEmpty() ? local.authority() : sipDomain);
    }

    /** An id in the peer's domain, as To has it. */
    SipUri theirs(String user, SipPeer peer) {
        return SipUri.ofAuthority(user, sipDomain.isEmpty() ? peer.authority() : sipDomain);
    }

    public SipUri requestUri(String user, SipPeer peer) {
        return requestUriForm == RequestUriForm.ADDRESS
                ? SipUri.ofAuthority(user, peer.authority())
                : theirs(user, peer);
    }

    /** Contact under which the peer reaches us: always address and port. */
    public NameAddr contact(ListeningPoint local) {
        SipUri uri = SipUri.ofAuthority(localId, local.authority());
        return NameAddr.of(transport == Transport.TCP ? uri.withParam("transport", "tcp") : uri);
    }
}
