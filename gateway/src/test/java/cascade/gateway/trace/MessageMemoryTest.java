package cascade.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageMemoryTest {

    private final MessageMemory memory = new MessageMemory();

    @Test
    void whatWasPutIsThereUntilItIsLetGoWhateverComesBetween() {
        long seed = 20_261_129;
        var random = new Random(seed);
        Map<Integer, byte[]> model = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            if (random.nextInt(5) < 3) {
                byte[] message = new byte[lengthOf(random)];
                random.nextBytes(message);
                model.put(memory.put(message), message);
            } else if (!model.isEmpty()) {
                int first = model.keySet().stream()
                        .skip(random.nextInt(Math.min(50, model.size())))
                        .findFirst()
                        .orElseThrow();
                assertThat(memory.get(first, model.get(first).length))
                        .as("seed %s, step %s", seed, step)
                        .isEqualTo(model.remove(first));
                memory.free(first);
            }
        }
        model.forEach((first, message) -> assertThat(memory.get(first, message.length))
                .as("seed %s", seed)
                .isEqualTo(message));
        assertThat(memory.used())
                .isEqualTo(model.values().stream()
                        .mapToLong(message -> MessageMemory.sizeOf(message.length))
                        .sum());
        model.keySet().forEach(memory::free);
        assertThat(memory.used()).isZero();
    }

    @Test
    void nothingIsKeptOfWhatWasCleared() {
        memory.put(new byte[1000]);
        memory.clear();

        assertThat(memory.used()).isZero();
        int first = memory.put(new byte[] {1, 2, 3});
        assertThat(memory.get(first, 3)).containsExactly(1, 2, 3);
    }

    private static int lengthOf(Random random) {
        return random.nextInt(10) == 0 ? random.nextInt(70_000) : random.nextInt(3 * MessageMemory.BLOCK_BYTES);
    }
}
