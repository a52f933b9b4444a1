package cascade.gateway.assembly;

import cascade.config.gateway.AdminConfig;
import cascade.gateway.admin.AdminSettings;
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
                admin.maxBodyBytes());
    }
}
