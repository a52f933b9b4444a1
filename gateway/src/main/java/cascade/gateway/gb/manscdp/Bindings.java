package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.util.Map;
import java.util.Optional;

/** Which JAXB class reads which command, and the one context of them all. */
final class Bindings {
    private static final Map<ManscdpMessage.Root, Map<String, Class<? extends BodyXml>>> BY_COMMAND = Map.of(
            ManscdpMessage.Root.QUERY,
            Map.of(
                    "Catalog", CatalogQueryXml.class,
                    "DeviceInfo", DeviceInfoQueryXml.class,
                    "DeviceStatus", DeviceStatusQueryXml.class),
            ManscdpMessage.Root.NOTIFY,
            Map.of(
                    "Keepalive", KeepaliveXml.class,
                    "Catalog", CatalogXml.class,
                    "MediaStatus", MediaStatusXml.class),
            ManscdpMessage.Root.RESPONSE,
            Map.of(
                    "Catalog", CatalogXml.class,
                    "DeviceInfo", DeviceInfoXml.class,
                    "DeviceStatus", DeviceStatusXml.class),
            ManscdpMessage.Root.CONTROL,
            Map.of());

    /** Immutable and slow to build: one for the process. */
    static final JAXBContext CONTEXT = context();

    private Bindings() {}

    /** The class for a command; empty when the command is only passed on. */
    static Optional<Class<? extends BodyXml>> of(ManscdpMessage.Root root, String command) {
        return Optional.ofNullable(BY_COMMAND.getOrDefault(root, Map.of()).get(command));
    }

    private static JAXBContext context() {
        Class<?>[] bodies = BY_COMMAND.values().stream()
                .flatMap(byCommand -> byCommand.values().stream())
                .distinct()
                .toArray(Class<?>[]::new);
        try {
            return JAXBContext.newInstance(bodies);
        } catch (JAXBException e) {
            throw new IllegalStateException("the MANSCDP classes do not bind", e);
        }
    }
}
