package cascade.gateway.cli;

import cascade.gateway.media.io.linux.ThreadNiceness;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads of the JVM's optimising compiler. On a machine of few cores a JVM that has just started would share the control loop's
 * core evenly between the two, for a quarter of a minute under load, in which calls wait. Any thread.
 */
final class OptimisingCompiler {

    private static final Logger LOG = LoggerFactory.getLogger(OptimisingCompiler.class);

    /** C2 CompilerThread0, as the kernel keeps it. */
    private static final String NAME = "C2 CompilerThre";

    /** A quarter of a core that a loop wants as well: much less, and the loop's code stays slow for longer than it gains. */
    private static final int NICE = 5;

    private OptimisingCompiler() {}

    /** Lets it give way; a JVM of another make has none, and goes on as it is. */
    static void giveWay() {
        try {
            ThreadNiceness.raise(NAME, NICE);
        } catch (IOException | LinkageError | IllegalCallerException denied) {
            LOG.atInfo().addKeyValue("cause", denied.getMessage()).log("compiler has as much of a core as the loops");
        }
    }
}
