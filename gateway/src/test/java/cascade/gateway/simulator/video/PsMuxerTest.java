package cascade.gateway.simulator.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PsMuxerTest {

    private static final int LARGEST_FRAME = 400_000;

    private final PsMuxer muxer = new PsMuxer(LARGEST_FRAME, 25);

    @Test
    void whatIsWrittenIsReadBack() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            AccessUnit frame = frame(1 + random.nextInt(LARGEST_FRAME), random.nextBoolean(), random);
            long ticks = random.nextLong(1L << 33);

            PsReader.Pack pack = only(PsReader.read(mux(frame, ticks)));

            assertThat(pack.elementaryBytes()).as("seed %d", seed).isEqualTo(frame.bytes());
            assertThat(pack.scr()).as("seed %d", seed).isEqualTo(ticks);
            assertThat(pack.pts()).as("seed %d", seed).isEqualTo(ticks);
            assertThat(pack.hasMap()).as("seed %d", seed).isEqualTo(frame.isKey());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_526, 65_527, 65_528, 65_527 + 65_532, 65_527 + 65_532 + 1, LARGEST_FRAME})
    void cutsFramesAtTheLargestPesPacket(int frameBytes) {
        AccessUnit frame = frame(frameBytes, true, new Random(frameBytes));

        PsReader.Pack pack = only(PsReader.read(mux(frame, 3600)));

        assertThat(pack.elementaryBytes()).isEqualTo(frame.bytes());
        int beyondFirst = Math.max(0, frameBytes - 65_527);
        assertThat(pack.pesPackets()).isEqualTo(1 + (beyondFirst + 65_531) / 65_532);
    }

    @Test
    void announcesTheExactSizeOfAPack() {
        Random random = new Random(7);
        for (int bytes : new int[] {1, 1400, 65_527, 65_528, 131_059, 131_060, 300_000}) {
            for (boolean isKey : new boolean[] {true, false}) {
                AccessUnit frame = frame(bytes, isKey, random);
                assertThat(mux(frame, 0)).hasSize(muxer.packBytes(frame));
            }
        }
    }

    @Test
    void theClockStartsAgainAfter33Bits() {
        AccessUnit frame = frame(10, false, new Random(1));

        PsReader.Pack pack = only(PsReader.read(mux(frame, (1L << 33) + 3600)));

        assertThat(pack.scr()).isEqualTo(3600);
        assertThat(pack.pts()).isEqualTo(3600);
    }

    private byte[] mux(AccessUnit frame, long ticks) {
        ByteBuffer out = ByteBuffer.allocate(LARGEST_FRAME + 1000);
        muxer.mux(frame, ticks, out);
        byte[] written = new byte[out.position()];
        out.get(0, written);
        return written;
    }

    private static AccessUnit frame(int bytes, boolean isKey, Random random) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        return new AccessUnit(content, isKey);
    }

    private static PsReader.Pack only(List<PsReader.Pack> packs) {
        assertThat(packs).hasSize(1);
        return packs.getFirst();
    }
}
