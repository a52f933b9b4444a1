package cascade.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamFramerTest {

    private static final String MESSAGE = "MESSAGE sip:a@b SIP/2.0\r\nContent-Length: 20\r\n\r\n01234567890123456789";
    private static final String ANSWER = "SIP/2.0 200 OK\nContent-Length: 0\n\n";

    private final List<String> received = new ArrayList<>();
    private final StreamFramer framer =
            new StreamFramer(10_000, bytes -> received.add(new String(bytes, StandardCharsets.ISO_8859_1)), () -> {});

    @Test
    void findsTheSameMessagesWhereverTheStreamIsCut() throws Exception {
        byte[] stream = (MESSAGE + "\r\n" + ANSWER + MESSAGE + MESSAGE).getBytes(StandardCharsets.ISO_8859_1);
        for (int first = 0; first <= stream.length; first++) {
            for (int second = first; second <= stream.length; second++) {
                received.clear();

                framer.feed(Arrays.copyOfRange(stream, 0, first));
                framer.feed(Arrays.copyOfRange(stream, first, second));
                framer.feed(Arrays.copyOfRange(stream, second, stream.length));

                assertThat(received)
                        .as("cut at %d and %d", first, second)
                        .containsExactly(MESSAGE, ANSWER, MESSAGE, MESSAGE);
                assertThat(framer.isHalfRead()).isFalse();
            }
        }
    }
}
