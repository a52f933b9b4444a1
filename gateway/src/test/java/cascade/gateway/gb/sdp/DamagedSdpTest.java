package cascade.gateway.gb.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.CapturedBodies;
import cascade.gateway.gb.CapturedBodies.Captured;
import cascade.gateway.gb.Mutations;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedSdpTest {
    private static final int BODIES = 5_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isEitherReadSoThatItCanBeWrittenAgainOrRefusedWithALine(long seed) throws Exception {
        Random random = new Random(seed);
        List<Captured> captures = CapturedBodies.ofType("application/sdp");
        int read = 0;
        for (int i = 0; i < BODIES; i++) {
            byte[] body =
                    Mutations.of(captures.get(random.nextInt(captures.size())).body(), random);
            SessionDescription session;
            try {
                session = SdpParser.parse(body);
            } catch (SdpSyntaxException refused) {
                assertThat(refused.line()).isPositive();
                continue;
            }
            read++;
            String written = SdpWriter.write(session);
            SessionDescription again = SdpParser.parse(written);
            // what was kept as a line stands with the lines of its kind from now on
            assertThat(SdpWriter.write(again)).as("seed %d, body %d", seed, i).isEqualTo(written);
            assertThat(again.media()).as("seed %d, body %d", seed, i).isEqualTo(session.media());
        }
        assertThat(read).isGreaterThan(BODIES / 10 * 9);
    }
}
