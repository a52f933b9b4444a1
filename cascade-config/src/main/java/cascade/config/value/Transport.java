package cascade.config.value;

/** Transport of SIP (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-18">RFC 3261 section 18</a>). */
public enum Transport {
    UDP,
    TCP
}
