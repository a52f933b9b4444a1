package cascade.gateway.cli;

import cascade.address.IpText;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.PlatformAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Option type for a platform as {@code ID@HOST:PORT}, an IPv6 address in brackets; a host name is resolved here, before any
 * loop runs.
 */
final class PlatformAddressConverter implements ITypeConverter<PlatformAddress> {

    private static final Pattern FORM = Pattern.compile("([^@]+)@(\\[[^\\[\\]]+]|[^:\\[\\]]+):(\\d{1,5})");

    private static final Pattern PLATFORM_ID = Pattern.compile("\\d{20}");

    @Override
    public PlatformAddress convert(String value) {
        Matcher matcher = FORM.matcher(value.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + value
                    + "' is no platform (expected: ID@HOST:PORT, an IPv6 address as" + " in ID@[2001:db8::1]:7100)");
        }
        if (!PLATFORM_ID.matcher(matcher.group(1)).matches()) {
            throw new TypeConversionException("'" + matcher.group(1) + "' is no platform id (expected: 20 digits)");
        }
        try {
            return new PlatformAddress(
                    new DeviceId(matcher.group(1)),
                    IpText.of(InetAddress.getByName(matcher.group(2))),
                    Integer.parseInt(matcher.group(3)));
        } catch (UnknownHostException unknown) {
            throw new TypeConversionException("host '" + matcher.group(2) + "' is unknown");
        } catch (IllegalArgumentException wrong) {
            throw new TypeConversionException(wrong.getMessage());
        }
    }
}
