package cascade.gateway.cli;

import cascade.gateway.gb.sdp.MediaTransport;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Option type for a media transport, written as in the configuration: {@code udp}, {@code tcp-passive}, {@code
 * tcp-active}.
 */
final class MediaTransportConverter implements ITypeConverter<MediaTransport> {

    @Override
    public MediaTransport convert(String text) {
        try {
            return MediaTransport.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new TypeConversionException("\"" + text + "\" (expected: udp, tcp-passive or tcp-active)");
        }
    }
}
