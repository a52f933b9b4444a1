package cascade.config.draft;

import static java.nio.charset.StandardCharsets.US_ASCII;

import cascade.config.gateway.AdminTls;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reader of {@code gateway.admin.tls}: both files or neither, and in PEM. */
final class TlsReader {

    private static final Pattern CERTIFICATE = Pattern.compile("-----BEGIN CERTIFICATE-----");
    private static final Pattern KEY = Pattern.compile("-----BEGIN (RSA |EC )?PRIVATE KEY-----");

    private TlsReader() {}

    static Supplier<Optional<AdminTls>> read(Section section) {
        Field<String> certificate = section.read("certificate", Kinds.FILE_OR_NONE);
        Field<String> key = section.read("key", Kinds.FILE_OR_NONE);
        section.finish();
        if (isEmpty(certificate) != isEmpty(key)) {
            Field<String> missing = isEmpty(certificate) ? certificate : key;
            section.problems().add(missing.path(), "is not given", "a file, since " + other(missing) + " is there");
        }
        Optional<Path> certificateFile = file(section, certificate, CERTIFICATE, "a certificate in PEM");
        Optional<Path> keyFile = file(section, key, KEY, "a private key in PEM without a password");
        return () -> certificateFile.flatMap(chain -> keyFile.map(secret -> new AdminTls(chain, secret)));
    }

    private static String other(Field<String> missing) {
        return missing.path().last().equals("key") ? "certificate" : "key";
    }

    private static boolean isEmpty(Field<String> field) {
        return field.found().filter(name -> !name.isEmpty()).isEmpty();
    }

    private static Optional<Path> file(Section section, Field<String> field, Pattern begin, String expected) {
        if (isEmpty(field)) {
            return Optional.empty();
        }
        Path file = AccessReader.beside(section, field, field.get());
        try {
            if (begin.matcher(Files.readString(file, US_ASCII)).find()) {
                return Optional.of(file);
            }
            section.problems().add(field.path(), file + " does not hold it", expected);
        } catch (IOException unreadable) {
            section.problems().add(field.path(), file + " cannot be read", expected);
        }
        return Optional.empty();
    }
}
