package cascade.gateway.cli;

import cascade.gateway.simulator.function.DeviceFunction;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Functions of a platform as a word of the command line names them: by the standard's word, in any case, or {@code all}. */
record FunctionChoice(String name, List<DeviceFunction> functions) {

    FunctionChoice {
        functions = List.copyOf(functions);
    }

    private static Stream<String> names() {
        return Stream.of(DeviceFunction.values()).map(DeviceFunction::label);
    }

    /** Reads the word. */
    static final class Converter implements ITypeConverter<FunctionChoice> {
        @Override
        public FunctionChoice convert(String value) {
            List<DeviceFunction> functions = Stream.of(DeviceFunction.values())
                    .filter(function -> value.equalsIgnoreCase("all") || value.equalsIgnoreCase(function.label()))
                    .toList();
            if (functions.isEmpty()) {
                throw new TypeConversionException("'" + value + "' is no function (expected: all, or "
                        + names().collect(Collectors.joining(", ")) + ")");
            }
            return new FunctionChoice(value, functions);
        }
    }

    /** All words, for {@code --help}. */
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }
}
