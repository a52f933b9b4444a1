package cascade.gateway.profile;

import cascade.config.Quirk;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Values that a field's own {@link cascade.config.quirk.Form} lists, or the annotation where the form cannot. */
final class QuirkValues implements ArgumentsProvider, AnnotationConsumer<EveryValueOf> {

    private List<String> values = List.of();

    @Override
    public void accept(EveryValueOf field) {
        values = field.as().length == 0 ? quirk(field.value()).form().words() : Arrays.asList(field.as());
    }

    static Quirk<?> quirk(String key) {
        return Quirk.all().stream()
                .filter(quirk -> quirk.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no field is called " + key));
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return values.stream().map(Arguments::of);
    }
}
