package cascade.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.GatewayConfig;
import cascade.config.Profile;
import cascade.config.Quirk;
import cascade.gateway.field.FieldReport;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every setting does something: the accessor of each component of each record that {@link GatewayConfig} is made of is
 * called somewhere outside the module that reads the files. A setting that nothing reads is a promise to the operator that
 * nobody keeps.
 */
@FieldReport("F37")
class SettingsAreReadTest {

    private static final String CONFIG = "cascade.config";

    /** Settings that nothing reads, and why. This list gets shorter only. */
    private static final Map<String, String> UNREAD = Map.of(
            "Prefix.from", "read by Prefix.exported",
            "Prefix.to", "read by Prefix.exported",
            "Share.types", "read by Share.isOfType",
            "TypeCode.digits", "read by TypeCode.isOf");

    @Test
    void everySettingIsReadOutsideTheModuleThatLoadsIt() {
        Set<String> read = read();
        Set<String> unread = new TreeSet<>();
        settings().forEach((setting, readers) -> {
            if (readers.stream().noneMatch(read::contains)) {
                unread.add(setting);
            }
        });

        assertThat(unread).isEqualTo(UNREAD.keySet());
    }

    /** Each component by name, and the methods that give it: its accessor, and what that implements. */
    private static Map<String, Set<String>> settings() {
        Map<String, Set<String>> settings = new TreeMap<>();
        for (Class<?> type : reachable(GatewayConfig.class, new LinkedHashSet<>())) {
            for (RecordComponent component : type.getRecordComponents()) {
                Set<String> readers = Stream.concat(Stream.of(type), Arrays.stream(type.getInterfaces()))
                        .map(owner -> owner.getName() + "." + component.getName())
                        .collect(Collectors.toSet());
                settings.put(type.getSimpleName() + "." + component.getName(), readers);
            }
        }
        quirks().forEach(quirk -> settings.put("Profile." + quirk, Set.of(Profile.class.getName() + "." + quirk)));
        return settings;
    }

    /** The methods of a profile that give the value of a field. */
    private static Stream<String> quirks() {
        return Arrays.stream(Profile.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 0)
                .map(Method::getName)
                .filter(name ->
                        !Set.of("name", "values", "toString", "hashCode").contains(name));
    }

    @Test
    void everyFieldOfAProfileIsGivenByAMethod() {
        assertThat(quirks()).hasSameSizeAs(Quirk.all());
    }

    private static Set<Class<?>> reachable(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> reachable(argument, found));
        } else if (type instanceof Class<?> one && one.isSealed()) {
            Arrays.stream(one.getPermittedSubclasses()).forEach(kind -> reachable(kind, found));
        } else if (type instanceof Class<?> one && one.isRecord() && found.add(one)) {
            Arrays.stream(one.getRecordComponents()).forEach(part -> reachable(part.getGenericType(), found));
        }
        return found;
    }

    /** Every method of the module that is called, or referred to, from outside. */
    private static Set<String> read() {
        JavaClasses classes =
                new ClassFileImporter(Set.of(new ImportOption.DoNotIncludeTests())).importPackages("cascade");
        return classes.stream()
                .filter(type -> !type.getPackageName().startsWith(CONFIG))
                .flatMap(type -> Stream.<JavaCodeUnitAccess<? extends CodeUnitAccessTarget>>concat(
                        type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream()))
                .map(JavaCodeUnitAccess::getTarget)
                .map(target -> target.getOwner().getName() + "." + target.getName())
                .collect(Collectors.toSet());
    }
}
