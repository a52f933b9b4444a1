package cascade.gateway.gb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.SsrcAllocator.Kind;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

@Clause(value = "K L", part = "SSRC")
class SsrcAllocatorTest {
    private final SsrcAllocator allocator = new SsrcAllocator(new DeviceId("13010000002000000001"));

    @Test
    void putsKindAndDomainInFrontOfTheNumber() {
        assertThat(allocator.take(Kind.LIVE).orElseThrow().toY())
                .startsWith("0" + "10000")
                .hasSize(10);
        assertThat(allocator.take(Kind.HISTORY).orElseThrow().toY()).startsWith("1" + "10000");
    }

    @Test
    void givesEachNumberOnceWhateverTheKind() {
        Set<Long> numbers = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            Ssrc ssrc = allocator.take(i % 2 == 0 ? Kind.LIVE : Kind.HISTORY).orElseThrow();
            assertThat(numbers.add(ssrc.value() % 10_000)).isTrue();
        }
        assertThat(allocator.take(Kind.LIVE)).isEmpty();
    }

    @Test
    void givesAReleasedNumberAgainAfterAllOthers() {
        Ssrc first = allocator.take(Kind.LIVE).orElseThrow();
        allocator.release(first);
        assertThat(allocator.inUse()).isZero();

        for (int i = 1; i < 10_000; i++) {
            assertThat(allocator.take(Kind.LIVE)).get().isNotEqualTo(first);
        }
        assertThat(allocator.take(Kind.LIVE)).hasValue(first);
    }

    @Test
    void neverGivesThePlaceholder() {
        SsrcAllocator nines = new SsrcAllocator(new DeviceId("13099999002000000001"));
        for (int i = 0; i < 9_999; i++) {
            assertThat(nines.take(Kind.LIVE)).get().matches(ssrc -> !ssrc.isPlaceholder());
        }
        assertThat(nines.take(Kind.LIVE)).isEmpty();
        assertThat(nines.take(Kind.HISTORY)).map(Ssrc::toY).hasValue("1999999999");
    }

    @Test
    void refusesToReleaseWhatItDidNotGive() {
        Ssrc taken = allocator.take(Kind.LIVE).orElseThrow();
        allocator.release(taken);

        assertThatIllegalStateException().isThrownBy(() -> allocator.release(taken));
        assertThatIllegalStateException().isThrownBy(() -> allocator.release(Ssrc.parse("0806000001")));
    }

    @Test
    void refusesADomainWithoutDigits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SsrcAllocator(new DeviceId("gateway-1")));
        assertThatIllegalArgumentException().isThrownBy(() -> new SsrcAllocator(new DeviceId("1234")));
    }
}
