package cascade.gateway.bench.kit;

import java.io.IOException;

/** Server that is measured: one process or several, on the core of what is under test. */
public interface UnderTest {

    /** Of all its threads so far. */
    ProcessCpu cpu() throws IOException;

    /** Resident memory in MB, as it is now; what processes share counts once. */
    long residentMegabytes() throws IOException;
}
