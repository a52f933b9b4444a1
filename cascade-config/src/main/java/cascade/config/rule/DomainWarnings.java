package cascade.config.rule;

import cascade.config.DomainConfig;
import cascade.config.Edition;
import cascade.config.GatewayConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.NetworkConfig;
import cascade.config.Permission;
import cascade.config.UpperDomainConfig;
import cascade.config.file.KeyPath;
import cascade.config.file.Problems;
import cascade.config.file.Sources;
import cascade.config.gateway.AdminConfig;
import cascade.config.value.HostPort;
import cascade.config.value.IpAddress;
import cascade.config.value.MediaTransport;
import com.typesafe.config.ConfigObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Warnings about domains and the admin side: what keeps every rule and is hardly meant so. */
public final class DomainWarnings {

    private static final String PERMISSIONS = "permissions";

    private DomainWarnings() {}

    public static void note(GatewayConfig config, ConfigObject written, Problems problems) {
        if (config.domains().findAny().isEmpty()) {
            problems.warn(
                    KeyPath.of(KeyPath.DOMAINS), "there is no domain", "expected one file for each peer in domains/");
        }
        noteAdmin(config.admin(), problems);
        config.lowers().values().forEach(lower -> {
            noteOpen(lower, problems);
            noteMediaOfOldEdition(lower, problems);
        });
        config.domains().forEach(domain -> {
            noteOwnAddress(domain, config, problems);
            IdleFields.note(domain, config, written, problems);
        });
        for (UpperDomainConfig upper : config.uppers().values()) {
            KeyPath permissions = path(upper).child(PERMISSIONS);
            if (Sources.find(written, permissions).isPresent()) {
                notePermissions(upper, permissions, problems);
            }
            ShareWarnings.note(upper, path(upper), problems);
        }
    }

    private static void noteAdmin(AdminConfig admin, Problems problems) {
        if (IpAddress.isLoopback(admin.bind())) {
            return;
        }
        KeyPath bind = KeyPath.of(KeyPath.GATEWAY, "admin", "bind");
        if (!admin.access().isAsked()) {
            problems.warn(
                    bind,
                    admin.bind() + " is not on loopback, and there is no password",
                    "keep it on a management address");
        } else if (admin.tls().isEmpty()) {
            problems.warn(
                    bind,
                    admin.bind() + " is not on loopback, and passwords cross the network as they are",
                    "name a certificate in admin.tls, or keep it on a management address");
        }
    }

    static KeyPath path(DomainConfig domain) {
        return KeyPath.of(KeyPath.DOMAINS, domain.name());
    }

    private static void noteOpen(LowerDomainConfig lower, Problems problems) {
        if (lower.allowFrom().isEmpty()
                && lower.hosts().isEmpty()
                && !lower.auth().required()) {
            problems.warn(
                    path(lower),
                    "whoever knows its id can register in its place",
                    "say where it comes from in allow-from, or ask for a password with auth.required");
        }
    }

    /** Media over TCP came with 2016 (its preface, and annex L). */
    private static void noteMediaOfOldEdition(LowerDomainConfig lower, Problems problems) {
        if (lower.edition() == Edition.GB2011 && lower.mediaTransport() != MediaTransport.UDP) {
            problems.warn(
                    path(lower).child("media").child("transport"),
                    "a platform of 2011 has media over UDP alone",
                    "take udp, unless it is known to do more than its edition");
        }
    }

    private static void noteOwnAddress(DomainConfig domain, GatewayConfig config, Problems problems) {
        List<HostPort> hosts = domain.hosts();
        for (int index = 0; index < hosts.size(); index++) {
            HostPort host = hosts.get(index);
            boolean ours = config.networks().values().stream()
                    .map(NetworkConfig::sip)
                    .anyMatch(sip -> sip.port() == host.port()
                            && (sip.bind().equals(host.host())
                                    || sip.advertise().equals(host.host())));
            if (ours) {
                problems.warn(
                        path(domain).child("hosts").item(index),
                        host + " is our own address",
                        "expected that of the peer");
            }
        }
    }

    private static void notePermissions(UpperDomainConfig upper, KeyPath permissions, Problems problems) {
        Set<Permission> idle = upper.permissions().stream()
                .filter(permission -> !permission.isRelayed())
                .collect(Collectors.toSet());
        if (!idle.isEmpty()) {
            String words = idle.stream()
                    .sorted()
                    .map(permission -> permission.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            problems.warn(
                    permissions,
                    words + (idle.size() == 1 ? " is" : " are") + " not relayed by this version",
                    "such requests are refused");
        }
    }
}
