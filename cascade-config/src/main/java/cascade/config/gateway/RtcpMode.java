package cascade.config.gateway;

/** RTCP in the relay: passed on, terminated on each leg with reports of its own, or neither sent nor accepted. */
public enum RtcpMode {
    RELAY,
    TERMINATE,
    OFF
}
