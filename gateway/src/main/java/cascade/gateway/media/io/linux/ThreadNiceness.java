package cascade.gateway.media.io.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Niceness of threads of this process, by their names in the kernel ({@code setpriority(2)}): who is nicer has less of a core that
 * others want as well. It may be raised by anybody and lowered by root alone. Any thread; reads files of {@code /proc}.
 */
public final class ThreadNiceness {

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final int PRIO_PROCESS = 0;

    private ThreadNiceness() {}

    /**
     * Makes threads nicer; those that they start have what they have.
     *
     * @param names beginnings of the kernel's names for them, of which it keeps 15 bytes
     * @param nice 0 as all are, to 19
     * @return how many there were; none where this is not Linux
     */
    public static int raise(List<String> names, int nice) throws IOException {
        if (!Architecture.IS_KNOWN_LINUX) {
            return 0;
        }
        int raised = 0;
        try (Arena arena = Arena.ofConfined();
                DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            var calls = new SystemCalls(arena);
            for (Path task : tasks) {
                if (names.stream().anyMatch(nameOf(task)::startsWith)) {
                    int id = Integer.parseInt(task.getFileName().toString());
                    int result = calls.setpriority(PRIO_PROCESS, id, nice);
                    if (result != -Errno.ESRCH) {
                        Errno.check("setpriority", result);
                        raised++;
                    }
                }
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        return raised;
    }

    /** A thread may end meanwhile. */
    private static String nameOf(Path task) throws IOException {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (NoSuchFileException ended) {
            return "";
        }
    }
}
