package cascade.gateway.gb.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cascade.gateway.gb.Ssrc;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SdpRoundTripTest {
    private static final int SEEDS = 500;

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsTheSessionThatItWrote(int seed) throws Exception {
        SessionDescription session = new Generator(seed).session();
        assertThat(SdpParser.parse(SdpWriter.write(session))).isEqualTo(session);
    }

    @Test
    void writesTheLinesInTheOrderOfTheStandard() throws Exception {
        SessionDescription session = SdpParser.parse("""
                f=
                y=1
                b=AS:1
                m=video 1000 TCP/RTP/AVP 96
                a=filesize:5
                b=AS:2
                a=setup:passive
                a=sendonly
                a=rtpmap:96 PS/90000
                t=1 2
                c=IN IP6 2001:db8::1
                u=1:0
                s=Playback
                o=1 2 3 IN IP4 192.0.2.1
                v=0
                """);

        assertThat(SdpWriter.write(session)).isEqualTo("""
                v=0
                o=1 2 3 IN IP4 192.0.2.1
                s=Playback
                u=1:0
                b=AS:1
                t=1 2
                m=video 1000 TCP/RTP/AVP 96
                c=IN IP6 2001:db8::1
                b=AS:2
                a=rtpmap:96 PS/90000
                a=sendonly
                a=setup:passive
                a=filesize:5
                y=0000000001
                f=
                """.replace("\n", "\r\n"));
    }

    @Test
    void refusesAValueThatWouldAddALine() throws Exception {
        SessionDescription session = new SessionDescription(
                Optional.empty(),
                "Play\r\ny=0000000001",
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());

        assertThatIllegalArgumentException().isThrownBy(() -> SdpWriter.write(session));
    }

    /** Random sessions of everything that the records can say. */
    private static final class Generator {
        private final Random random;

        Generator(long seed) {
            random = new Random(seed);
        }

        SessionDescription session() {
            return new SessionDescription(
                    maybe(() -> new Origin(word(), digits(), digits(), address())),
                    random.nextBoolean() ? "Play" : word(),
                    maybe(() -> digits() + ":3"),
                    maybe(this::address),
                    random.nextInt(Integer.MAX_VALUE),
                    random.nextInt(Integer.MAX_VALUE),
                    Stream.generate(this::media).limit(random.nextInt(3)).toList(),
                    maybe(() -> Ssrc.ofRtp(random.nextInt())),
                    maybe(() -> random.nextBoolean() ? "" : "v/2/6/25/1/4000a///"),
                    some("e=" + word(), "b=AS:" + digits(), "a=tool:" + word()));
        }

        private MediaDescription media() {
            return new MediaDescription(
                    random.nextBoolean() ? "video" : "audio",
                    random.nextInt(65_536),
                    random.nextBoolean() ? "RTP/AVP" : "TCP/RTP/AVP",
                    random.ints(0, 128).limit(random.nextInt(4)).boxed().toList(),
                    maybe(this::address),
                    Stream.of(RtpMap.PS, RtpMap.H264, new RtpMap(8, word(), 8000, maybe(() -> "1")))
                            .filter(map -> random.nextBoolean())
                            .toList(),
                    maybe(() -> one(Direction.values())),
                    maybe(() -> one(Setup.values())),
                    maybe(() -> "new"),
                    maybe(() -> new StreamIndex(random.nextInt(2), one(StreamIndex.Form.values()))),
                    random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty(),
                    random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty(),
                    some("b=AS:" + digits(), "a=vendor:" + word() + ":" + word(), "a=x"));
        }

        private <T> Optional<T> maybe(Supplier<T> value) {
            return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
        }

        private List<String> some(String... lines) {
            return Stream.of(lines).filter(line -> random.nextBoolean()).toList();
        }

        private <T> T one(T[] values) {
            return values[random.nextInt(values.length)];
        }

        private String word() {
            String letters = "abcXYZ0189_-.东门枪机";
            return random.ints(1 + random.nextInt(8), 0, letters.length())
                    .mapToObj(i -> letters.substring(i, i + 1))
                    .reduce("", String::concat);
        }

        private String digits() {
            return Integer.toString(random.nextInt(Integer.MAX_VALUE));
        }

        private String address() {
            return random.nextBoolean() ? "192.0.2." + random.nextInt(256) : "2001:db8::" + random.nextInt(256);
        }
    }
}
