package cascade.gateway.assembly.metering;

import cascade.config.DomainConfig;
import cascade.monitoring.Role;

/** Role of a configured domain as the metrics name it. */
final class Roles {

    private Roles() {}

    static Role of(DomainConfig domain) {
        return switch (domain.role()) {
            case UPPER -> Role.UPPER;
            case LOWER -> Role.LOWER;
        };
    }
}
