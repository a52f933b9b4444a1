package cascade.config;

import cascade.config.domain.NoteConfig;
import cascade.config.value.HostPort;
import cascade.config.value.Transport;
import java.nio.charset.Charset;
import java.util.List;

/** Association with one configured platform, upper or lower: its id, its addresses, and the SIP and XML spoken to it. */
public sealed interface DomainConfig permits UpperDomainConfig, LowerDomainConfig {

    Role role();

    /** The operator's name for it; labels metrics and stands in API paths. */
    String name();

    /** The name of the network it is reached over. */
    String network();

    /** The peer's 20-digit platform id. */
    String deviceId();

    /** Where the peer is reached, best first; empty for a lower that tells its address by registering. */
    List<HostPort> hosts();

    Transport transport();

    /** The peer's quirks, its overrides applied. */
    Profile profile();

    /** Our 20-digit id as this peer knows it. */
    String localDeviceId();

    /** The host part of SIP URIs, or "" for the form {@code id@ip:port}. */
    String sipDomain();

    Edition edition();

    /** The character set of the XML that we send to it. */
    Charset charset();

    /** What is agreed with it for signalling authentication. */
    NoteConfig note();
}
