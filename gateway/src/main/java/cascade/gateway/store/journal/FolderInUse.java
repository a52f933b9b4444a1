package cascade.gateway.store.journal;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** Refusal to open a data folder that another process has open. Its message says which. */
public final class FolderInUse extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    FolderInUse(Path folder, String holder) {
        super("data-dir " + folder.toAbsolutePath().normalize() + " is in use by " + holder);
    }
}
