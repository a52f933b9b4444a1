package cascade.gateway.cli;

import cascade.gateway.simulator.lower.function.FunctionFault;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Faults of a function as the command line names them: {@code silent}, {@code late:15s}, {@code refuses:488} ... */
final class FunctionFaultConverter implements ITypeConverter<FunctionFault> {

    static final String FORMS = "silent, deaf, late:TIME, duplicate, wrong-sn, wrong-call-id, refuses:CODE, two-parts";

    @Override
    public FunctionFault convert(String value) {
        int colon = value.indexOf(':');
        String kind = (colon < 0 ? value : value.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
        String detail = colon < 0 ? "" : value.substring(colon + 1);
        try {
            return switch (kind) {
                case "silent" -> new FunctionFault.Silent();
                case "deaf" -> new FunctionFault.Deaf();
                case "late" -> new FunctionFault.Late(new DurationConverter().convert(detail));
                case "duplicate" -> new FunctionFault.Duplicate();
                case "wrong-sn" -> new FunctionFault.WrongSn();
                case "wrong-call-id" -> new FunctionFault.WrongCallId();
                case "refuses" -> new FunctionFault.Refuses(Integer.parseInt(detail.strip()));
                case "two-parts" -> new FunctionFault.TwoParts();
                default -> throw new TypeConversionException("'" + value + "' is no fault (expected: " + FORMS + ")");
            };
        } catch (NumberFormatException noCode) {
            throw new TypeConversionException("'" + value + "': no SIP code (expected: like refuses:488)");
        } catch (IllegalArgumentException outOfRange) {
            throw new TypeConversionException("'" + value + "': " + outOfRange.getMessage());
        }
    }
}
