package cascade.monitoring;

/** Purpose of a socket that datagrams come to. */
public enum SocketKind implements Label {
    SIP,
    /** RTP and RTCP. */
    MEDIA
}
