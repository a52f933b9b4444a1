package cascade.gateway.media.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AcceptRestTest {

    private static final long MILLIS = TimeUnit.MILLISECONDS.toNanos(1);

    private final AcceptRest rest = new AcceptRest();
    private int resumed;

    @Test
    void acceptsAgainAfterAWhileAndOnce() throws IOException {
        rest.add(() -> resumed++, 0);
        rest.endIfDue(99 * MILLIS);
        assertThat(resumed).isZero();
        assertThat(rest.isEmpty()).isFalse();

        rest.endIfDue(100 * MILLIS);
        rest.endIfDue(200 * MILLIS);
        assertThat(resumed).isEqualTo(1);
        assertThat(rest.isEmpty()).isTrue();
    }

    @Test
    void restsAgainWhereThereIsStillNoRoom() throws IOException {
        rest.add(() -> rest.add(() -> resumed++, 100 * MILLIS), 0);
        rest.endIfDue(100 * MILLIS);
        assertThat(resumed).isZero();

        rest.endIfDue(200 * MILLIS);
        assertThat(resumed).isEqualTo(1);
    }
}
