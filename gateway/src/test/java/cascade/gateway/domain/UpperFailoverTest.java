package cascade.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.testkit.Trials;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Registration with hosts and redirects that fail in any order, as a model: there is no storm of tries, it stands where the
 * newest of them was accepted last, and once all is well it stands again, back at the first host.
 */
@Clause(value = "2022 9.1.2.3", part = "any order of failures")
class UpperFailoverTest {

    private static final List<String> HOSTS = List.of("10.0.0.1", "10.0.0.2");
    /** Where redirects lead, some of them back. */
    private static final List<String> PLACES = List.of("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5");

    private static final String OTHER_ID = "37280000002000000077";
    private static final Duration RETRY_MAX = Duration.ofMinutes(5);
    private static final Duration KEEPALIVE = Duration.ofSeconds(60);
    private static final Duration TO_FIRST = Duration.ofMinutes(7);
    private static final Duration LONGEST_REDIRECT = Duration.ofMinutes(61);
    private static final Duration LIFETIME = Duration.ofHours(1);
    /** Every redirect is over by then, which the next refresh sees, and every way back was tried. */
    private static final Duration SETTLED =
            LONGEST_REDIRECT.plus(LIFETIME).plus(TO_FIRST.multipliedBy(2)).plus(RETRY_MAX);

    private static final Duration STEP = Duration.ofSeconds(10);
    /** Of each host: the first try, as many redirects as are followed, and the second of a nonce, a lifetime or a Call-ID. */
    private static final int MOST_AT_ONCE = HOSTS.size() * 4 * 3;

    /** One upper; what happened to it, for the message of a failure. */
    private static final class Story implements AutoCloseable {
        private final UpperStage stage = new UpperStage();
        private final Random random;
        private final List<String> told = new ArrayList<>();
        private final UpperDomain upper;
        private Optional<String> acceptedAt = Optional.empty();
        private int sinceTimePassed;

        Story(Random random) {
            this.random = random;
            this.upper = stage.open(DomainConfigs.upper()
                    .hosts(HOSTS.stream().map(host -> host + ":7100").toArray(String[]::new))
                    .register(LIFETIME, Duration.ofSeconds(10), RETRY_MAX)
                    .returnToFirst(TO_FIRST)
                    .keepalive(KEEPALIVE, 2));
        }

        private List<FakeClientTransaction> open(String method) {
            return stage.sip.sent(method).stream()
                    .filter(each -> !each.isDecided())
                    .toList();
        }

        private static String host(FakeClientTransaction transaction) {
            return transaction.peer().host().getHostAddress();
        }

        void happens() {
            List<FakeClientTransaction> registers = open("REGISTER");
            List<FakeClientTransaction> keepalives = open("MESSAGE");
            if (!registers.isEmpty() && random.nextInt(4) > 0) {
                answer(registers.get(random.nextInt(registers.size())));
                sinceTimePassed++;
            } else if (!keepalives.isEmpty() && random.nextBoolean()) {
                note("keepalive", keepalives.getFirst());
                if (random.nextInt(3) > 0) {
                    keepalives.getFirst().answer(200);
                } else {
                    keepalives.getFirst().timeOut();
                }
            } else {
                Duration passing = Duration.ofSeconds(1 + random.nextInt(90));
                told.add("+" + passing.toSeconds());
                stage.time.pass(passing);
                sinceTimePassed = 0;
            }
            check();
        }

        private void note(String what, FakeClientTransaction transaction) {
            told.add(what + "@" + host(transaction).substring("10.0.0.".length()));
        }

        private void answer(FakeClientTransaction register) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    note("silence", register);
                    register.timeOut();
                }
                case 1 -> {
                    note("unsent", register);
                    register.failToSend();
                }
                case 2 -> {
                    note("503", register);
                    register.answer(503);
                }
                case 3 -> {
                    note("401", register);
                    register.challenge(", algorithm=MD5");
                }
                case 4 -> {
                    note("423", register);
                    register.answer(423, "Min-Expires", "7200");
                }
                case 5, 6 -> {
                    String place = PLACES.get(random.nextInt(PLACES.size()));
                    note("302 to " + place.substring("10.0.0.".length()), register);
                    register.answer(SipResponse.to(register.request(), 302)
                            .contact(NameAddr.of(SipUri.of(OTHER_ID, place, 7100)))
                            .header(
                                    "Expires",
                                    Integer.toString(60 + random.nextInt((int) LONGEST_REDIRECT.toSeconds() - 60)))
                            .build());
                }
                default -> accept(register);
            }
        }

        private void accept(FakeClientTransaction register) {
            note("200", register);
            if (register.equals(open("REGISTER").getLast())) {
                // one that was given up for a newer one counts no more
                acceptedAt = Optional.of(host(register));
            }
            register.accept((int) LIFETIME.toSeconds());
        }

        private void check() {
            String story = String.join(" ", told);
            assertThat(stage.sip.sent)
                    .as("nobody else is spoken to, after %s", story)
                    .allMatch(each -> PLACES.contains(host(each)));
            assertThat(sinceTimePassed).as("tries at once, after %s", story).isLessThanOrEqualTo(MOST_AT_ONCE);
            if (upper.state() == DomainState.ONLINE) {
                assertThat(upper.peer().map(peer -> peer.host().getHostAddress()))
                        .as("stands where it was accepted last, after %s", story)
                        .isEqualTo(acceptedAt);
            }
        }

        /** Every platform takes it from now on. */
        void allIsWell() {
            told.add("|");
            for (Duration passed = Duration.ZERO; passed.compareTo(SETTLED) < 0; passed = passed.plus(STEP)) {
                for (var each = open("REGISTER"); !each.isEmpty(); each = open("REGISTER")) {
                    accept(each.getFirst());
                }
                open("MESSAGE").forEach(keepalive -> keepalive.answer(200));
                stage.time.pass(STEP);
            }
            String story = String.join(" ", told);
            assertThat(upper.state()).as("after %s", story).isEqualTo(DomainState.ONLINE);
            assertThat(upper.peer().map(peer -> peer.host().getHostAddress()))
                    .as("back at the first, after %s", story)
                    .hasValue(HOSTS.getFirst());
        }

        void stops() {
            upper.stop(Duration.ofSeconds(1), OfflineReason.SHUTDOWN);
            open("REGISTER").forEach(FakeClientTransaction::timeOut);
            stage.time.pass(Duration.ofSeconds(2));
            assertThat(stage.time.pendingTimers())
                    .as("timers, after %s", String.join(" ", told))
                    .isZero();
        }

        @Override
        public void close() {
            stage.close();
        }
    }

    @Test
    void anyOrderOfFailuresEndsAtTheFirstHostOnceAllIsWell() {
        long seed = Trials.seed();
        System.out.printf("fail-over: seed %d%n", seed);
        var random = new Random(seed);
        for (int story = 0; story < Trials.stories() / 4; story++) {
            try (var run = new Story(random)) {
                int events = random.nextInt(60);
                for (int event = 0; event < events; event++) {
                    run.happens();
                }
                run.allIsWell();
                run.stops();
            }
        }
    }
}
