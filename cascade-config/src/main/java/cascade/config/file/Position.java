package cascade.config.file;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.Optional;

/** Position in a file: a line. */
public record Position(String file, int line) {

    /** Where {@code value} was written; empty when it came from the environment, our own defaults, or several files. */
    public static Optional<Position> of(ConfigValue value) {
        return of(value.origin());
    }

    public static Optional<Position> of(ConfigOrigin origin) {
        boolean written = origin.filename() != null && origin.resource() == null;
        return written && origin.lineNumber() > 0
                ? Optional.of(new Position(origin.filename(), origin.lineNumber()))
                : Optional.empty();
    }
}
