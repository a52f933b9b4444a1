package cascade.gateway.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.sip.transport.StreamFramer.FramingException;
import cascade.gateway.testkit.sip.WireMessage;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cutting a byte stream into messages, however the network cut it before. */
class StreamFramerTest {

    private static final int MAX_BYTES = 64 * 1024;

    private final List<String> messages = new ArrayList<>();
    private int pings;
    private final StreamFramer framer = new StreamFramer(
            MAX_BYTES, bytes -> messages.add(new String(bytes, StandardCharsets.ISO_8859_1)), () -> pings++);

    private static String message(String body) {
        return WireMessage.request("MESSAGE").body(body).text();
    }

    private void feed(String text) throws FramingException {
        framer.feed(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aMessageInOnePieceIsHandedOn() throws Exception {
        String one = message("body");
        feed(one);
        assertThat(messages).containsExactly(one);
        assertThat(framer.isHalfRead()).isFalse();
        assertThat(framer.messages()).isEqualTo(1);
    }

    @Test
    void everyPlaceToCutAMessageInTwoIsEqual() throws Exception {
        // the body holds what ends a head, and what looks like a header
        String one = message("a\r\n\r\nContent-Length: 3\r\n\r\nb");
        for (int at = 1; at < one.length(); at++) {
            feed(one.substring(0, at));
            assertThat(messages).as("cut at " + at).isEmpty();
            assertThat(framer.isHalfRead()).isTrue();
            feed(one.substring(at));
            assertThat(messages).as("cut at " + at).containsExactly(one);
            assertThat(framer.isHalfRead()).isFalse();
            messages.clear();
        }
    }

    @Test
    void findsTheSameMessagesWhereverTheStreamIsCut() throws Exception {
        String request = "MESSAGE sip:a@b SIP/2.0\r\nContent-Length: 20\r\n\r\n01234567890123456789";
        String answer = "SIP/2.0 200 OK\nContent-Length: 0\n\n";
        String stream = request + "\r\n" + answer + request + request;
        for (int first = 0; first <= stream.length(); first++) {
            for (int second = first; second <= stream.length(); second++) {
                feed(stream.substring(0, first));
                feed(stream.substring(first, second));
                feed(stream.substring(second));

                assertThat(messages)
                        .as("cut at %d and %d", first, second)
                        .containsExactly(request, answer, request, request);
                assertThat(framer.isHalfRead()).isFalse();
                messages.clear();
            }
        }
    }

    @Test
    void messagesComeOutWhateverThePiecesAre() throws Exception {
        var random = new Random(5626);
        for (int round = 0; round < 200; round++) {
            List<String> sent = new ArrayList<>();
            var stream = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                String one = message("x\n\n".repeat(random.nextInt(40)));
                sent.add(one);
                stream.append("\r\n".repeat(random.nextInt(4))).append(one);
            }
            int at = 0;
            while (at < stream.length()) {
                int to = Math.min(stream.length(), at + 1 + random.nextInt(1 + random.nextInt(400)));
                feed(stream.substring(at, to));
                at = to;
            }
            assertThat(messages).as("round " + round + " of seed 5626").isEqualTo(sent);
            messages.clear();
        }
    }

    @Test
    void aHeadWithLfAloneEndsToo() throws Exception {
        String one = WireMessage.request("MESSAGE").lineEnd("\n").body("ab").text();
        feed(one + one);
        assertThat(messages).containsExactly(one, one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 4", "l:4", "content-LENGTH  :  4  ", "L : 4"})
    void theLengthIsFoundInEveryForm(String line) throws Exception {
        String one =
                WireMessage.request("MESSAGE").line(line).uncountedBody("body").text();
        feed(one);
        assertThat(messages).containsExactly(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-None: 1",
                "Content-Length: -1",
                "Content-Length: 4x",
                "Content-Length: 9999999999",
                "Content-Length:",
                "X: \u0085Content-Length: 4",
                "Content-Length: 4\r\nContent-Length: 5",
                "Content-Length: 4\r\nl: 4",
                "Content-Length: 4\rX: 1"
            })
    void aStreamWithoutOnePlainLengthCannotBeCut(String line) {
        String head = WireMessage.request("MESSAGE").line(line).text();
        assertThatThrownBy(() -> feed(head + "body")).isInstanceOf(FramingException.class);
        assertThat(messages).as("the head goes to the reader, which refuses it").containsExactly(head);
    }

    @Test
    void aMessageBeyondTheLimitIsRefusedByItsLengthNotByItsBytes() {
        String head = WireMessage.request("MESSAGE")
                .line("Content-Length: " + MAX_BYTES)
                .text();
        assertThatThrownBy(() -> feed(head)).isInstanceOf(FramingException.class);
    }

    @Test
    void aHeadWithoutEndIsRefusedAtTheLimit() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i <= MAX_BYTES / 1000; i++) {
                        feed("X".repeat(1000));
                    }
                })
                .isInstanceOf(FramingException.class);
        assertThat(messages).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n\r\n", "\n\n", "\r\n|\r\n", "\r|\n\r|\n", "\0\r\n\0\r\n"})
    void aDoubleBlankLineIsAPingHoweverItArrives(String ping) throws Exception {
        for (String piece : ping.split("\\|")) {
            feed(piece);
        }
        assertThat(pings).isEqualTo(1);
        assertThat(framer.isHalfRead()).isFalse();
        assertThat(messages).isEmpty();
    }

    @Test
    void aSingleBlankLineIsNoPing() throws Exception {
        feed("\r\n" + message("a") + "\r\n" + message("b"));
        assertThat(pings).isZero();
        assertThat(messages).hasSize(2);
    }

    @Test
    void aSlowSenderCostsNoMoreThanAQuickOne() throws Exception {
        String large = message("x".repeat(MAX_BYTES - 1000));
        byte[] bytes = large.getBytes(StandardCharsets.ISO_8859_1);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < bytes.length; i++) {
            framer.feed(Arrays.copyOfRange(bytes, i, i + 1));
        }
        Duration took = Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        assertThat(messages).containsExactly(large);
        // byte by byte with a copy of all that is held takes seconds
        assertThat(took).isLessThan(Duration.ofMillis(300));
    }
}
