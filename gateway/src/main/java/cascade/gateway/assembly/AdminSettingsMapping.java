package cascade.gateway.assembly;

import cascade.config.gateway.AdminConfig;
import cascade.gateway.admin.AdminSettings;
import cascade.gateway.admin.live.LiveSettings;
import java.util.Locale;
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
                live(admin.live()));
    }

    private static LiveSettings live(AdminConfig.Live live) {
        return new LiveSettings(live.interval(), live.maxClients(), live.patience(), live.maxRows());
    }
}
