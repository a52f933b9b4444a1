package cascade.gateway.sip.auth;

import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipUri;

/** Requests of the IP camera of the captures. */
final class DigestTestRequests {

    static final String CAMERA = "34020000001320000001";
    static final String SERVER = "34020000002000000001";
    static final String REALM = "3402000000";

    private DigestTestRequests() {}

    static SipRequest register() {
        return to(SipUri.of(SERVER, REALM));
    }

    static SipRequest to(SipUri uri) {
        return SipRequest.builder("REGISTER", uri)
                .from(NameAddr.tagged(SipUri.of(CAMERA, REALM), "496441511"))
                .to(NameAddr.of(SipUri.of(CAMERA, REALM)))
                .callId("1188137981")
                .cseq(1)
                .build();
    }

    static SipRequest with(SipRequest request, String authorization) {
        return request.toBuilder().replaceHeader("Authorization", authorization).build();
    }
}
