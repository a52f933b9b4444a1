package cascade.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.Optional;

/** Position in a file: a line. */
record Position(String file, int line) {

    /** Where {@code value} was written; empty when it came from the environment, our own defaults, or several files. */
    static Optional<Position> of(ConfigValue value) {
        return of(value.origin());
    }

    static Optional<Position> of(ConfigOrigin origin) {
        boolean written = origin.filename() != null && origin.resource() == null;
        return written && origin.lineNumber() > 0
                ? Optional.of(new Position(origin.filename(), origin.lineNumber()))
                : Optional.empty();
    }
}
