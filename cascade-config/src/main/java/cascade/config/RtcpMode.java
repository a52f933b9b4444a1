package cascade.config;

/** What the relay does with RTCP: pass it on, answer it on each leg by itself, or neither send nor accept it. */
public enum RtcpMode {
    RELAY,
    TERMINATE,
    OFF
}
