package cascade.gateway.assembly;

import cascade.config.GatewayConfig;
import cascade.config.gateway.AdminAccess;
import cascade.config.gateway.AdminConfig;
import cascade.config.gateway.AdminRole;
import cascade.config.value.Secret;
import cascade.gateway.admin.AdminSettings;
import cascade.gateway.admin.access.AccessRules;
import cascade.gateway.admin.access.Account;
import cascade.gateway.admin.access.AccountRole;
import cascade.gateway.admin.live.LiveSettings;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Mapping of the configuration's {@code gateway.admin} to the admin server's own settings. */
public final class AdminSettingsMapping {

    private AdminSettingsMapping() {}

    public static AdminSettings config(AdminConfig admin) {
        return AdminSettings.of(
                admin.bind(),
                admin.port(),
                admin.hosts().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                admin.answerTimeout(),
                admin.headerTimeout(),
                admin.idleTimeout(),
                admin.maxConnections(),
                admin.maxBodyBytes(),
                live(admin.live()),
                admin.maxAudit(),
                admin.tls()
                        .map(tls -> new AdminSettings.Tls(
                                tls.certificate().toString(), tls.key().toString())));
    }

    /** Rules of access of the configuration in force; made anew when a reload has brought others. */
    public static Supplier<AccessRules> rules(Supplier<GatewayConfig> live) {
        var made = new Object() {
            AdminAccess from = live.get().admin().access();
            AccessRules rules = access(from);
        };
        return () -> {
            AdminAccess now = live.get().admin().access();
            if (!now.equals(made.from)) {
                made.from = now;
                made.rules = access(now);
            }
            return made.rules;
        };
    }

    private static AccessRules access(AdminAccess access) {
        return new AccessRules(
                access.accounts().stream()
                        .map(account ->
                                new Account(account.name(), account.hash().value(), role(account.role())))
                        .collect(Collectors.toMap(Account::name, Function.identity())),
                access.token().map(Secret::value),
                role(access.tokenRole()),
                access.unguarded().contains(AdminAccess.Unguarded.METRICS),
                access.unguarded().contains(AdminAccess.Unguarded.HEALTH),
                access.signIn().sessionIdle(),
                access.signIn().maxSessions(),
                access.signIn().maxFailures(),
                access.signIn().maxWait());
    }

    private static AccountRole role(AdminRole role) {
        return switch (role) {
            case READ_ONLY -> AccountRole.READ_ONLY;
            case OPERATOR -> AccountRole.OPERATOR;
        };
    }

    private static LiveSettings live(AdminConfig.Live live) {
        return new LiveSettings(live.interval(), live.maxClients(), live.patience(), live.maxRows());
    }
}
