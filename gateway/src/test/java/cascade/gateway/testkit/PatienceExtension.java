package cascade.gateway.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** JUnit extension, found by itself, that gives {@link Patience}'s time-outs to Awaitility and to every test. */
public final class PatienceExtension implements BeforeAllCallback {

    private static final String TEST_TIMEOUT = "junit.jupiter.execution.timeout.testable.method.default";

    /** Most of what a test waits for is there by then, */
    private static final Duration FIRST_POLL = Duration.ofMillis(5);

    /** and what takes longer is not to be hurried by questions. */
    private static final Duration LONGEST_POLL = Duration.ofMillis(80);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(Patience.TIMEOUT);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(new IterativePollInterval(
                last -> last.compareTo(LONGEST_POLL) < 0 ? last.multipliedBy(2) : LONGEST_POLL, FIRST_POLL));
        // who waits would fail by what a thread of another test throws, which runs beside it
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        // JUnit reads it before each test
        System.setProperty(TEST_TIMEOUT, Patience.TEST.toSeconds() + " s");
    }
}
