package cascade.config;

/** Transport of SIP (RFC 3261 section 18). */
public enum Transport {
    UDP,
    TCP
}
