package cascade.gateway.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.message.SipReader.Reading;
import cascade.gateway.testkit.sip.WireMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever can be built is read back as it was. */
class RoundTripTest {

    private static final long SEED = 3261;
    private static final int MESSAGES = 2_000;
    private static final String TOKEN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.!%*_+`'~";
    private static final String USER = "abcXYZ0123456789-_.!~*'()&=+$,;?/";
    private static final String TEXT = TOKEN + " :;,=<>\"\\@[]{}|^/()摄像机中文é";
    private static final String[] METHODS = {
        "REGISTER", "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "MESSAGE", "SUBSCRIBE", "NOTIFY", "INFO", "X-Own"
    };

    private final SipReader reader = new SipReader(WireMessage.LIMITS);
    private final Random random = new Random(SEED);

    @Test
    void randomMessagesReadBackAsTheyWereBuilt() {
        for (int i = 0; i < MESSAGES; i++) {
            SipRequest request = request();
            isReadBack(request, i);
            SipResponse.Builder response =
                    SipResponse.to(request, 100 + random.nextInt(600)).toTag(string(TOKEN, 20));
            if (random.nextBoolean()) {
                response.reason(string(TEXT, 40).strip());
            }
            if (random.nextBoolean()) {
                response.contact(address()).body("text/plain", body());
            }
            isReadBack(response.build(), i);
        }
    }

    private void isReadBack(SipMessage built, int number) {
        String context = "message " + number + " of seed " + SEED + ":\n" + built;
        Reading reading = reader.read(SipWriter.write(built), true);
        assertThat(reading).as(context).isInstanceOf(Reading.Message.class);
        SipMessage read = ((Reading.Message) reading).message();
        assertThat(read.startLine().stripTrailing())
                .as(context)
                .isEqualTo(built.startLine().stripTrailing());
        assertThat(read.vias()).as(context).isEqualTo(built.vias());
        assertThat(read.from()).as(context).isEqualTo(built.from());
        assertThat(read.to()).as(context).isEqualTo(built.to());
        assertThat(read.callId()).as(context).isEqualTo(built.callId());
        assertThat(read.cseq()).as(context).isEqualTo(built.cseq());
        assertThat(read.contacts()).as(context).isEqualTo(built.contacts());
        assertThat(read.headers()).as(context).isEqualTo(built.headers());
        assertThat(read.body()).as(context).isEqualTo(built.body());
    }

    private SipRequest request() {
        SipRequest.Builder builder = SipRequest.builder(METHODS[random.nextInt(METHODS.length)], uri())
                .from(address().withTag(string(TOKEN, 12)))
                .to(random.nextBoolean() ? address() : address().withTag(string(TOKEN, 12)))
                .callId(string(TOKEN, 30))
                .cseq(random.nextInt() & Integer.MAX_VALUE);
        for (int i = 0; i <= random.nextInt(3); i++) {
            builder.via(new Via(random.nextBoolean() ? "UDP" : "TCP", host(), port(), params())
                    .with("branch", Via.MAGIC_COOKIE + string(TOKEN, 20)));
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            builder.contact(address());
        }
        for (int i = 0; i < random.nextInt(5); i++) {
            builder.header("X-" + string("abcXYZ09-", 8), string(TEXT, 60).strip());
        }
        return random.nextBoolean()
                ? builder.body("Application/MANSCDP+xml", body()).build()
                : builder.build();
    }

    private NameAddr address() {
        return new NameAddr(uri(), params());
    }

    private SipUri uri() {
        String user = random.nextInt(5) == 0 ? "" : string(USER, 20);
        return new SipUri("sip", user, host(), port(), params());
    }

    private String host() {
        return switch (random.nextInt(4)) {
            case 0 -> "3402000000";
            case 1 -> "[2001:db8::" + Integer.toHexString(1 + random.nextInt(0xffff)) + "]";
            case 2 -> "host-" + random.nextInt(100) + ".example.com";
            default -> "192.0.2." + random.nextInt(256);
        };
    }

    private int port() {
        return random.nextBoolean() ? -1 : 1 + random.nextInt(65_535);
    }

    private Map<String, String> params() {
        return random.ints(random.nextInt(3), 0, 1000)
                .boxed()
                .collect(Collectors.toMap(
                        i -> "p" + i,
                        i -> i % 3 == 0 ? "" : string("abcXYZ09-._", 8),
                        (a, b) -> a,
                        LinkedHashMap::new));
    }

    private byte[] body() {
        byte[] body = new byte[random.nextInt(300)];
        random.nextBytes(body);
        return body;
    }

    private String string(String alphabet, int longest) {
        return random.ints(1 + random.nextInt(longest), 0, alphabet.length())
                .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
                .collect(Collectors.joining());
    }
}
