package cascade.config;

import cascade.config.domain.LowerAuth;
import cascade.config.domain.LowerCatalog;
import cascade.config.domain.LowerKeepalive;
import cascade.config.domain.LowerRegister;
import cascade.config.domain.NoteConfig;
import cascade.config.value.Cidr;
import cascade.config.value.HostPort;
import cascade.config.value.MediaTransport;
import cascade.config.value.RedirectTarget;
import cascade.config.value.Require;
import cascade.config.value.Transport;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.util.List;

/**
 * Lower platform (下级平台) as configured: it registers to us and its channels are what we can share.
 *
 * @param allowFrom source addresses that it may use; empty is any
 * @param hosts where a peer that never registers is spoken to; empty for one that registers
 * @param keepalive when it counts as gone
 * @param mediaTransport what our offers ask for
 * @param mediaNetworks where its media may come from and be fetched from; empty: from allowFrom and the address that it
 *     signals from
 * @param redirectTo platforms that take its registration over, shared out among them; empty: we take it
 * @param maxStreams streams of this lower at one time
 */
public record LowerDomainConfig(
        String name,
        String network,
        String deviceId,
        List<Cidr> allowFrom,
        List<HostPort> hosts,
        Transport transport,
        Profile profile,
        String localDeviceId,
        String sipDomain,
        Edition edition,
        Charset charset,
        NoteConfig note,
        LowerAuth auth,
        LowerRegister register,
        LowerKeepalive keepalive,
        LowerCatalog catalog,
        MediaTransport mediaTransport,
        List<Cidr> mediaNetworks,
        List<RedirectTarget> redirectTo,
        int maxStreams)
        implements DomainConfig {

    public LowerDomainConfig {
        Require.text("name", name);
        Require.deviceId("device-id", deviceId);
        Require.deviceId("local-device-id", localDeviceId);
        Require.atLeast("max-streams", maxStreams, 0);
        allowFrom = List.copyOf(allowFrom);
        hosts = List.copyOf(hosts);
        mediaNetworks = List.copyOf(mediaNetworks);
        redirectTo = List.copyOf(redirectTo);
    }

    @Override
    public Role role() {
        return Role.LOWER;
    }

    /** Whether requests of this domain may come from {@code address}. */
    public boolean allows(InetAddress address) {
        return allowFrom.isEmpty() || allowFrom.stream().anyMatch(block -> block.contains(address));
    }
}
