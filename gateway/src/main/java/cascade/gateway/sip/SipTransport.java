package cascade.gateway.sip;

/**
 * Transport protocol of SIP messages (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-18">RFC 3261
 * section 18</a>).
 */
public enum SipTransport {
    UDP,
    TCP;

    public boolean isReliable() {
        return this == TCP;
    }
}
