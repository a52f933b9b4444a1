package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** JAXB bindings of the commands: the class that reads each, and the one context of them all. */
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

    /** Elements that no class names, though the standard does: in an item, in the list, and the roots. */
    private static final Set<String> UNBOUND = Set.of("info", "notify", "response", "query", "control");

    private static final Set<String> ELEMENTS = elements();

    private Bindings() {}

    /** Whether the standard has an element of that name, in any case, in the commands that are bound. */
    static boolean isElement(String name) {
        return ELEMENTS.contains(name.toLowerCase(Locale.ROOT));
    }

    private static Set<String> elements() {
        Set<String> names = new HashSet<>(UNBOUND);
        classes().forEach(type -> ElementLevel.of(type).collectNames(names));
        return Set.copyOf(names);
    }

    private static Stream<Class<? extends BodyXml>> classes() {
        return BY_COMMAND.values().stream()
                .flatMap(byCommand -> byCommand.values().stream())
                .distinct();
    }

    /** The class for a command; empty when the command is only passed on. */
    static Optional<Class<? extends BodyXml>> of(ManscdpMessage.Root root, String command) {
        return Optional.ofNullable(BY_COMMAND.getOrDefault(root, Map.of()).get(command));
    }

    private static JAXBContext context() {
        Class<?>[] bodies = classes().toArray(Class<?>[]::new);
        try {
            return JAXBContext.newInstance(bodies);
        } catch (JAXBException e) {
            throw new IllegalStateException("the MANSCDP classes do not bind", e);
        }
    }
}
