package cascade.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.gateway.TraceConfig;
import cascade.gateway.testkit.FakeTime;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraceRingTest {

    private static final int PLENTY = 64 << 20;

    private final FakeTime time = new FakeTime();
    private TraceConfig settings = new TraceConfig(PLENTY, 200, 2000);
    private final TraceRing ring = new TraceRing(() -> settings, time);

    @Test
    void joinsBothLegsOfACallUnderItsId() {
        hear("city", "INVITE", "up");
        ring.open(new Subject("v1", Side.UPPER, "city", "shown"), "up");
        ring.open(new Subject("s2", Side.LOWER, "district", "own"), "");
        ring.join("v1", "s2");
        ring.addDialog("s2", "down");
        hear("district", "INVITE", "down");
        hear("district", "INVITE", "other");

        assertThat(parts("v1")).containsExactly("v1: up joined", "s2: down");
        assertThat(parts("s2")).containsExactly("s2: down", "v1: up joined");
    }

    @Test
    void whatCameBeforeACallHadItsIdBelongsToIt() {
        hear("city", "MESSAGE", "other");
        hear("city", "INVITE", "up");
        hear("city", "INVITE", "up");
        ring.open(new Subject("v1", Side.UPPER, "city", ""), "up");

        assertThat(parts("v1")).containsExactly("v1: up up");
    }

    @Test
    void anInviteOfADomainThatSharesItsAddressIsFoundUnderTheOtherName() {
        hear("other-city", "INVITE", "up");
        ring.open(new Subject("v1", Side.UPPER, "city", ""), "up");

        assertThat(parts("v1")).containsExactly("v1: up");
    }

    @Test
    void aCallThatIsOverKeepsItsTraceAndTellsHowItEnded() {
        ring.open(new Subject("v1", Side.UPPER, "city", ""), "up");
        ring.end("v1", "not-found", 404, "unknown");
        hear("city", "ACK", "up");

        Trace.Part part = ring.ofCall("v1").orElseThrow().parts().getFirst();
        assertThat(part.end()).hasValueSatisfying(end -> {
            assertThat(end.cause()).isEqualTo("not-found");
            assertThat(end.status()).isEqualTo(404);
        });
        assertThat(parts("v1")).containsExactly("v1: ended up");
    }

    @Test
    void ofACallThatIsLongTheBeginningAndTheNewestStay() {
        settings = new TraceConfig(PLENTY, 8, 2000);
        ring.open(new Subject("v1", Side.UPPER, "city", ""), "up");
        ring.addDialog("v1", "info");
        hear("city", "INVITE", "up");
        hear("city", "ACK", "up");
        IntStream.range(0, 100).forEach(i -> hear("city", "INFO", "info"));
        hear("city", "BYE", "up");

        Trace.Part part = ring.ofCall("v1").orElseThrow().parts().getFirst();
        assertThat(parts("v1")).containsExactly("v1: up up info info info info info up");
        assertThat(part.dropped()).isEqualTo(95);
    }

    @Test
    void aPeerKeepsItsLastMessagesThoseOfItsCallsIncluded() {
        settings = new TraceConfig(PLENTY, 200, 3);
        ring.open(new Subject("v1", Side.UPPER, "city", ""), "b");
        List.of("a", "b", "c", "d").forEach(callId -> hear("city", "MESSAGE", callId));
        hear("district", "MESSAGE", "z");

        Trace.Part part = ring.ofDomain("city", Side.UPPER).parts().getFirst();
        assertThat(callIds(part)).containsExactly("b", "c", "d");
        assertThat(part.dropped()).isEqualTo(1);
        assertThat(parts("v1")).containsExactly("v1: b");
    }

    @Test
    void aCatalogPushesNoCallOut() {
        settings = new TraceConfig(1 << 20, 200, 100_000);
        ring.open(new Subject("v1", Side.UPPER, "city", ""), "up");
        hear("city", "INVITE", "up");
        ring.end("v1", "upper-bye", 200, "");
        IntStream.range(0, 5_000).forEach(i -> hear("district", "MESSAGE", "part" + i));

        assertThat(parts("v1")).containsExactly("v1: up ended");
        assertThat(ring.used()).isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void whereMemoryIsShortThePeerThatTakesMostGivesUpItsOldest() {
        settings = new TraceConfig(1 << 20, 200, 100_000);
        hear("city", "MESSAGE", "quiet");
        IntStream.range(0, 5_000).forEach(i -> hear("district", "MESSAGE", "part" + i));

        assertThat(callIds(ring.ofDomain("city", Side.UPPER).parts().getFirst()))
                .containsExactly("quiet");
        assertThat(callIds(ring.ofDomain("district", Side.LOWER).parts().getFirst()))
                .endsWith("part4999")
                .doesNotContain("part0");
    }

    @Test
    void whereMemoryIsShortThousandsThatTakeAlikeGiveUpAlike() {
        settings = new TraceConfig(1 << 20, 200, 100_000);
        hear("city", "MESSAGE", "quiet");
        for (int i = 0; i < 20_000; i++) {
            hear("district-" + i % 500, "MESSAGE", "part" + i);
        }

        assertThat(ring.used()).isBetween((1L << 19) * 9 / 10, 1L << 19);
        assertThat(callIds(ring.ofDomain("city", Side.UPPER).parts().getFirst()))
                .containsExactly("quiet");
        assertThat(IntStream.range(0, 500)
                        .map(i -> callIds(ring.ofDomain("district-" + i, Side.LOWER)
                                        .parts()
                                        .getFirst())
                                .size())
                        .summaryStatistics())
                .satisfies(kept -> assertThat(kept.getMax() - kept.getMin()).isLessThanOrEqualTo(2));
    }

    @Test
    void whereMemoryIsShortCallsThatEndedFirstGoBeforeRunningOnes() {
        settings = new TraceConfig(256 << 10, 200, 10);
        ring.open(new Subject("v0", Side.UPPER, "city", ""), "running");
        hear("city", "INVITE", "running");
        for (int i = 1; i <= 500; i++) {
            ring.open(new Subject("v" + i, Side.UPPER, "city", ""), "call" + i);
            hear("city", "INVITE", "call" + i);
            ring.end("v" + i, "upper-bye", 200, "");
        }

        assertThat(parts("v0")).containsExactly("v0: running");
        assertThat(ring.ofCall("v1")).isEmpty();
        assertThat(parts("v500")).containsExactly("v500: call500 ended");
    }

    @Test
    void aMessageOfACallThatWasDroppedIsNotShownOfItsPeerEither() {
        settings = new TraceConfig(64 << 10, 200, 2000);
        ring.open(new Subject("v0", Side.UPPER, "city", ""), "gone");
        hear("city", "INVITE", "gone");
        ring.end("v0", "upper-bye", 200, "");
        for (int i = 1; i <= 100; i++) {
            ring.open(new Subject("v" + i, Side.UPPER, "city", ""), "");
        }

        assertThat(ring.ofCall("v0")).isEmpty();
        assertThat(callIds(ring.ofDomain("city", Side.UPPER).parts().getFirst()))
                .doesNotContain("gone");
    }

    @Test
    void neverTakesMoreThanItsMemoryWhateverComes() {
        long seed = 20_261_128;
        var random = new Random(seed);
        settings = new TraceConfig(200_000, 20, 50);
        for (int i = 0; i < 20_000; i++) {
            String call = "v" + random.nextInt(200);
            switch (random.nextInt(10)) {
                case 0 -> ring.open(new Subject(call, Side.UPPER, "city", ""), "c" + random.nextInt(300));
                case 1 -> ring.addDialog(call, "c" + random.nextInt(300));
                case 2 -> ring.join(call, "v" + random.nextInt(200));
                case 3 -> ring.note(call, Milestone.LATCHED, "x".repeat(random.nextInt(2_000)));
                case 4 -> ring.end(call, "upper-bye", 200, "y".repeat(random.nextInt(100)));
                case 5 -> settings = new TraceConfig(random.nextInt(200_000), 1 + random.nextInt(20), 50);
                default -> hear("d" + random.nextInt(5), "MESSAGE", "c" + random.nextInt(300));
            }
            // a smaller bound is kept from the next message on
            hear("d1", "MESSAGE", "c1");
            assertThat(ring.used()).as("seed %s, step %s", seed, i).isBetween(0L, (long) settings.memoryBytes());
            assertThat(ring.bytesOfMessages()).as("seed %s, step %s", seed, i).isBetween(0L, ring.used());
        }
        ring.forget("d0");
        IntStream.range(0, 5).forEach(i -> ring.forget("d" + i));
        settings = new TraceConfig(1, 20, 50);
        ring.open(new Subject("v0", Side.UPPER, "city", ""), "");
        assertThat(ring.bytesOfMessages()).isZero();
        settings = new TraceConfig(0, 20, 50);
        hear("d1", "MESSAGE", "c1");
        assertThat(ring.used()).isZero();
    }

    @Test
    void switchedOffItKeepsNothingAndForgetsWhatItHad() {
        ring.open(new Subject("v1", Side.UPPER, "city", ""), "up");
        hear("city", "INVITE", "up");
        settings = new TraceConfig(0, 200, 2000);
        hear("city", "ACK", "up");
        ring.open(new Subject("v3", Side.UPPER, "city", ""), "more");

        assertThat(ring.ofCall("v1")).isEmpty();
        assertThat(ring.ofCall("v3")).isEmpty();
        assertThat(ring.ofDomain("city", Side.UPPER).parts().getFirst().entries())
                .isEmpty();
        assertThat(ring.used()).isZero();
    }

    @Test
    void keepAlivesAreNotKept() {
        ring.onMessage(Messages.received("city", Messages.NOON, "\r\n\r\n"));

        assertThat(ring.ofDomain("city", Side.UPPER).parts().getFirst().entries())
                .isEmpty();
    }

    private void hear(String domain, String method, String callId) {
        ring.onMessage(Messages.received(domain, time.instant(), Messages.request(method, callId, 1)));
    }

    /** {@code id: callId callId milestone}. */
    private List<String> parts(String id) {
        return ring.ofCall(id).orElseThrow().parts().stream()
                .map(part -> part.subject().id() + ": " + String.join(" ", callIds(part)))
                .toList();
    }

    private static List<String> callIds(Trace.Part part) {
        return part.entries().stream()
                .map(entry -> switch (entry) {
                    case TraceEntry.Message message -> message.callId();
                    case TraceEntry.Note note -> note.what().label();
                })
                .toList();
    }
}
