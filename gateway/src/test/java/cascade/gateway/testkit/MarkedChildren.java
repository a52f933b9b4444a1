package cascade.gateway.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Child processes of one test, told from those of others in its JVM by a variable of their environment. Linux; any thread. */
public final class MarkedChildren {

    private final String mark = "CASCADE_TEST=" + UUID.randomUUID();

    /** The command of a child that is marked. */
    public List<String> marked(List<String> command) {
        List<String> marked = new ArrayList<>(List.of("env", mark));
        marked.addAll(command);
        return marked;
    }

    /** Those that live, with what they became by exec. */
    public Stream<ProcessHandle> alive() {
        return ProcessHandle.current().children().filter(this::isOurs).filter(ProcessHandle::isAlive);
    }

    private boolean isOurs(ProcessHandle child) {
        try {
            String environment = Files.readString(Path.of("/proc", String.valueOf(child.pid()), "environ"));
            return Arrays.asList(environment.split("\0")).contains(mark);
        } catch (IOException gone) {
            return false;
        }
    }
}
