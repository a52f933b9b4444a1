package cascade.gateway.domain.identify;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.domain.Peers;
import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.testkit.FakeTime;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

@FieldReport(value = "operator 13", part = "a scanner hides nobody")
class StrangerBookTest {

    private static final SipPeer NEAR = Peers.udp("192.168.2.20", 7100);

    private final FakeTime time = new FakeTime();
    private final StrangerBook book = new StrangerBook(time);

    @Test
    void countsBySource() {
        note(NEAR, "district");
        note(NEAR, "district");
        note(Peers.udp("192.168.2.20", 5060), "district");

        assertThat(book.list()).singleElement().satisfies(stranger -> {
            assertThat(stranger.count()).isEqualTo(3);
            assertThat(stranger.address()).isEqualTo("192.168.2.20:5060");
            assertThat(stranger.nearest()).contains("district");
        });
    }

    @Test
    void aScannerHidesNeitherTheLinesNorTheEntryOfTheRealPeer() {
        for (int i = 0; i < 10_000; i++) {
            note(Peers.udp("10.%d.%d.%d".formatted(i % 3, i / 256 % 256, i % 256), 5060), "");
        }
        assertThat(note(NEAR, "district")).isEqualTo(OptionalLong.of(0));
        for (int i = 0; i < 10_000; i++) {
            note(Peers.udp("11.%d.%d.%d".formatted(i % 3, i / 256 % 256, i % 256), 5060), "");
        }

        assertThat(book.list()).hasSize(StrangerBook.MAX_SOURCES);
        assertThat(book.list())
                .filteredOn(stranger -> stranger.nearest().isPresent())
                .hasSize(1);
    }

    @Test
    void oneSourceWritesALineAMinuteAndSaysHowManyWereLeftOut() {
        assertThat(note(NEAR, "district")).isEqualTo(OptionalLong.of(0));
        for (int i = 0; i < 5; i++) {
            assertThat(note(NEAR, "district")).isEmpty();
        }
        time.pass(Duration.ofMinutes(1));
        assertThat(note(NEAR, "district")).isEqualTo(OptionalLong.of(5));
    }

    @Test
    void sourcesThatComeNearNobodyShareALineASecond() {
        long lines = 0;
        for (int i = 0; i < 1_000; i++) {
            lines += note(Peers.udp("10.0.%d.%d".formatted(i / 256, i % 256), 5060), "")
                            .isPresent()
                    ? 1
                    : 0;
            time.pass(Duration.ofMillis(10));
        }
        assertThat(lines).isBetween(9L, 11L);
    }

    @Test
    void forgedSourcesThatComeNearADomainShareItsLinesAndLeaveTheOthersTheirs() {
        long lines = 0;
        for (int i = 0; i < 1_000; i++) {
            lines += note(Peers.udp("10.0.%d.%d".formatted(i / 256, i % 256), 5060), "district")
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(lines).isEqualTo(20);
        assertThat(note(NEAR, "county")).isPresent();
        time.pass(Duration.ofMinutes(1));
        assertThat(note(NEAR, "district")).isPresent();
    }

    private OptionalLong note(SipPeer from, String nearest) {
        return book.note(
                from,
                new Stranger(
                        from.network(),
                        from.authority(),
                        "37280600000000000000",
                        "REGISTER",
                        "foreign-address",
                        1,
                        time.instant(),
                        time.instant(),
                        Optional.of(nearest).filter(name -> !name.isEmpty())));
    }
}
