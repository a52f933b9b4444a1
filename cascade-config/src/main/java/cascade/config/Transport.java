package cascade.config;

/** What carries SIP. */
public enum Transport {
    UDP,
    TCP
}
