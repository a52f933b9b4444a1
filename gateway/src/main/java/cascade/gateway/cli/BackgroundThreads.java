package cascade.gateway.cli;

import cascade.gateway.media.io.linux.ThreadNiceness;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads of the JVM that work beside the loops: the optimising compiler's, and the collector's that mark and refine while the
 * program runs. On a machine of few cores a JVM that has just started would share the control loop's core evenly with them,
 * for a quarter of a minute under load, in which calls wait. Any thread.
 */
final class BackgroundThreads {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundThreads.class);

    /** C2 CompilerThread0, G1 Conc#0, G1 Main Marker and G1 Refine#0 as the kernel keeps them, in 15 bytes. */
    private static final List<String> NAMES = List.of("C2 CompilerThre", "G1 Conc#", "G1 Main Marker", "G1 Refine#");

    /** A quarter of a core that a loop wants as well: much less, and the loop's code stays slow for longer than it gains. */
    private static final int NICE = 5;

    private BackgroundThreads() {}

    /** Lets them give way; a JVM of another make has none of these names, and goes on as it is. */
    static void giveWay() {
        try {
            ThreadNiceness.raise(NAMES, NICE);
        } catch (IOException | LinkageError | IllegalCallerException denied) {
            LOG.atInfo()
                    .addKeyValue("cause", denied.getMessage())
                    .log("the JVM's background threads have as much of a core as the loops");
        }
    }
}
