package cascade.gateway.cli;

import cascade.gateway.gb.GbDate;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as MANSCDP writes them, in Beijing time: {@code 2024-05-01T08:00:00}. */
final class GbTimeConverter implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String value) {
        return GbDate.tryParse(value)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + value + "' is no time (expected: like 2024-05-01T08:00:00, Beijing time)"));
    }
}
