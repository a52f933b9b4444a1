package cascade.gateway.gb.manscdp;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.CapturedBodies;
import cascade.gateway.gb.CapturedBodies.Captured;
import cascade.gateway.gb.GbText;
import cascade.gateway.gb.Mutations;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedManscdpTest {
    private static final int BODIES = 3_000;

    private final ManscdpReader reader = new ManscdpReader(XmlLimits.DEFAULTS);
    private final ManscdpWriter writer = new ManscdpWriter(GbText.GB18030);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isEitherReadSoThatItCanBePassedOnOrRefused(long seed) throws Exception {
        Random random = new Random(seed);
        List<Captured> captures = CapturedBodies.ofType("application/manscdp+xml");
        int passedOn = 0;
        for (int i = 0; i < BODIES; i++) {
            Captured captured = captures.get(random.nextInt(captures.size()));
            byte[] body = Mutations.of(captured.body(), random);
            ManscdpMessage message;
            try {
                message = reader.read(body, GbText.GB18030).message();
            } catch (ManscdpException refused) {
                continue;
            }
            passedOn++;
            ManscdpReading again = reader.read(writer.write(message), GbText.GB18030);
            assertThat(again.message())
                    .as("seed %d, body %d, %s", seed, i, captured)
                    .isEqualTo(message);
        }
        assertThat(passedOn).isBetween(BODIES / 10, BODIES - BODIES / 10);
    }
}
