package cascade.gateway.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.sip.message.Grammar.GrammarException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read as plain is what the grammar reads, in the order in which it came; the plain forms of the field are read so. */
class PlainFormTest {

    private static final int TRIALS = 40_000;
    private static final List<String> ODD = List.of(
            "", " ", ";", "=", "@", ":", "<", ">", ",", ".", "-", "_", "?", "%", "%41", "\"", "A", "é", "0", "[", "\t");

    private final Random random = new Random(28_181);

    private interface Rule<T> {
        T read(String text) throws GrammarException;
    }

    @Test
    void readsWhatGb28181Writes() {
        assertThat(PlainForm.uri("sip:34020000001320000001@3402000000"))
                .contains(SipUri.of("34020000001320000001", "3402000000"));
        assertThat(PlainForm.address("<sip:34020000002000000001@192.168.1.2:5060>;tag=4_a-B.9"))
                .contains(NameAddr.tagged(SipUri.of("34020000002000000001", "192.168.1.2", 5060), "4_a-B.9"));
        assertThat(PlainForm.via("SIP/2.0/UDP 192.168.1.2:5060;rport;branch=z9hG4bK1"))
                .contains(new Via("UDP", "192.168.1.2", 5060, Map.of("rport", "", "branch", "z9hG4bK1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0/UDP a.b;rport=rport",
                "SIP/2.0/UDP a.b;rport=rport-1",
                "SIP/2.0/UDP a.b;branch=1;branch=2",
                "SIP/2.0/UDP a.b;branch"
            })
    void leavesWhatIsRepairedToTheReader(String via) {
        assertThat(PlainForm.via(via)).isEmpty();
    }

    @Test
    void urisAreWhatTheGrammarReads() {
        agrees(
                this::uri,
                PlainForm::uri,
                text -> Grammar.requestLine("INFO", text).uri());
    }

    @Test
    void addressesAreWhatTheGrammarReads() {
        agrees(this::address, PlainForm::address, text -> Grammar.address("From", text));
        agrees(this::address, PlainForm::address, text -> Grammar.address("To", text));
        agrees(this::address, PlainForm::address, text -> Grammar.contacts(text).getFirst());
    }

    @Test
    void viasAreWhatTheGrammarReads() {
        agrees(this::via, PlainForm::via, text -> {
            List<Via> vias = Grammar.vias(text);
            assertThat(vias).as(text).hasSize(1);
            return vias.getFirst();
        });
    }

    @Test
    void isNoReaderOfWhatTheGrammarRefuses() {
        assertThat(PlainForm.uri("sip:a@b..c")).isEmpty();
        assertThatThrownBy(() -> Grammar.requestLine("INFO", "sip:a@")).isInstanceOf(GrammarException.class);
        assertThat(PlainForm.uri("sip:a@")).isEmpty();
    }

    /** Half of what is asked is plain, so that neither side is always left out. */
    private <T> void agrees(Supplier<String> texts, Rule<Optional<T>> plain, Rule<T> grammar) {
        int read = 0;
        for (int i = 0; i < TRIALS; i++) {
            String text = random.nextBoolean() ? texts.get() : spoilt(texts.get());
            try {
                Optional<T> seen = plain.read(text);
                if (seen.isPresent()) {
                    read++;
                    assertThat(grammar.read(text)).as(text).isEqualTo(seen.get());
                    assertThat(seen.get()).hasToString(text);
                }
            } catch (GrammarException refused) {
                throw new AssertionError("read as plain, refused by the grammar: " + text, refused);
            }
        }
        assertThat(read).isBetween(TRIALS / 3, TRIALS * 9 / 10);
    }

    private String spoilt(String text) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(3));
        return text.substring(0, from) + ODD.get(random.nextInt(ODD.size())) + text.substring(to);
    }

    private String uri() {
        return "sip:" + word() + "@" + host() + (random.nextBoolean() ? "" : ":" + (1 + random.nextInt(65_535)));
    }

    private String address() {
        return "<" + uri() + ">" + params(List.of("tag", "expires", "x"));
    }

    private String via() {
        String port = random.nextBoolean() ? "" : ":" + (1 + random.nextInt(65_535));
        String rport = random.nextBoolean() ? "" : random.nextBoolean() ? ";rport" : ";rport=" + random.nextInt(70_000);
        return "SIP/2.0/" + (random.nextBoolean() ? "UDP " : "TCP ") + host() + port + rport
                + params(List.of("branch", "received", "maddr", "ttl", "x"));
    }

    private String params(List<String> names) {
        var text = new StringBuilder();
        for (String name : names) {
            if (random.nextInt(3) == 0) {
                text.append(';').append(name);
                text.append(random.nextInt(4) == 0 ? "" : "=" + value(name));
            }
        }
        return text.toString();
    }

    private String value(String name) {
        return switch (name) {
            case "expires", "ttl" -> Integer.toString(random.nextInt(256));
            case "received", "maddr" -> host();
            default -> word();
        };
    }

    private String host() {
        return switch (random.nextInt(4)) {
            case 0 -> Integer.toString(1_000_000_000 + random.nextInt(1_000_000_000));
            case 1 -> "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(300);
            case 2 -> "gw-" + random.nextInt(10) + ".city" + random.nextInt(10) + ".example";
            default -> Integer.toString(random.nextInt(20), 36) + "." + Integer.toString(random.nextInt(2_000), 36);
        };
    }

    private String word() {
        String letters = "abcxyzABCXYZ0123456789.-_";
        var word = new StringBuilder();
        for (int left = 1 + random.nextInt(20); left > 0; left--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }
}
