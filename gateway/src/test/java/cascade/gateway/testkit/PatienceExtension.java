package cascade.gateway.testkit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** JUnit extension, found by itself, that gives {@link Patience}'s time-outs to Awaitility and to every test. */
public final class PatienceExtension implements BeforeAllCallback {

    private static final String TEST_TIMEOUT = "junit.jupiter.execution.timeout.testable.method.default";

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(Patience.TIMEOUT);
        // JUnit reads it before each test
        System.setProperty(TEST_TIMEOUT, Patience.TEST.toSeconds() + " s");
    }
}
