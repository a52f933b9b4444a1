package cascade.config;

import cascade.config.domain.IdMap;
import cascade.config.domain.NoteConfig;
import cascade.config.domain.RegisterSchedule;
import cascade.config.domain.Share;
import cascade.config.domain.TreeView;
import cascade.config.domain.UpperAuth;
import cascade.config.domain.UpperCatalog;
import cascade.config.domain.UpperKeepalive;
import cascade.config.domain.UpperMedia;
import cascade.config.value.HostPort;
import cascade.config.value.Require;
import cascade.config.value.Transport;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Upper platform (上级平台) as configured: we register to it and show it the channels that are shared with it.
 *
 * @param hosts the primary, then the backups
 * @param share what it may see; nothing else exists for it
 * @param map original channel id to the id under which this upper knows the channel; other ids are kept
 * @param maxViewers calls of this upper at one time
 */
public record UpperDomainConfig(
        String name,
        String network,
        String deviceId,
        List<HostPort> hosts,
        Transport transport,
        Profile profile,
        String localDeviceId,
        String sipDomain,
        Edition edition,
        Charset charset,
        NoteConfig note,
        UpperAuth auth,
        RegisterSchedule register,
        UpperKeepalive keepalive,
        UpperCatalog catalog,
        UpperMedia media,
        Set<Permission> permissions,
        List<Share> share,
        IdMap map,
        TreeView tree,
        int maxViewers)
        implements DomainConfig {

    public UpperDomainConfig {
        Require.text("name", name);
        Require.deviceId("device-id", deviceId);
        Require.deviceId("local-device-id", localDeviceId);
        Require.that(!hosts.isEmpty(), "hosts", hosts, "at least one");
        Require.atLeast("max-viewers", maxViewers, 0);
        hosts = List.copyOf(hosts);
        permissions = permissions.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(permissions));
        share = List.copyOf(share);
    }

    /** The same platform under another id. */
    public UpperDomainConfig withDeviceId(String other) {
        return new UpperDomainConfig(
                name,
                network,
                other,
                hosts,
                transport,
                profile,
                localDeviceId,
                sipDomain,
                edition,
                charset,
                note,
                auth,
                register,
                keepalive,
                catalog,
                media,
                permissions,
                share,
                map,
                tree,
                maxViewers);
    }

    @Override
    public Role role() {
        return Role.UPPER;
    }
}
