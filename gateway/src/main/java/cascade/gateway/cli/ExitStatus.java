package cascade.gateway.cli;

/** Exit statuses of the commands. */
final class ExitStatus {

    static final int OK = 0;
    /** A start failure, or a verdict that is not good. */
    static final int FAILURE = 1;
    /** A configuration problem; picocli uses the same for a wrong command line. */
    static final int CONFIGURATION = 2;
    /** It can run no longer; the JVM uses the same where memory is out. */
    static final int BROKEN = 3;

    private ExitStatus() {}
}
