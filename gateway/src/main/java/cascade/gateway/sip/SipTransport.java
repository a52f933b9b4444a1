package cascade.gateway.sip;

/** How SIP messages travel (RFC 3261 section 18). */
public enum SipTransport {
    UDP,
    TCP;

    public boolean isReliable() {
        return this == TCP;
    }
}
