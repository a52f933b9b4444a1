package cascade.gateway.fuzz;

import cascade.gateway.gb.CapturedBodies;
import cascade.gateway.gb.manscdp.ManscdpFuzz;
import cascade.gateway.gb.sdp.SdpFuzz;
import cascade.gateway.media.framing.FrameReaderFuzz;
import cascade.gateway.media.rtp.RtpFuzz;
import cascade.gateway.sip.auth.DigestFuzz;
import cascade.gateway.sip.message.SipFuzz;
import cascade.gateway.sip.torture.Rfc4475;
import cascade.gateway.sip.transport.StreamFramerFuzz;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.media.TcpPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One reader of bytes from the network, and what its inputs usually look like. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum FuzzTarget {
    SIP(SipFuzz.class, SipFuzz::fuzzerTestOneInput, FuzzTarget::sipMessages),
    MANSCDP(ManscdpFuzz.class, ManscdpFuzz::fuzzerTestOneInput, () -> bodies("application/manscdp+xml")),
    SDP(SdpFuzz.class, SdpFuzz::fuzzerTestOneInput, () -> bodies("application/sdp")),
    RTP(RtpFuzz.class, RtpFuzz::fuzzerTestOneInput, FuzzTarget::packets),
    SIP_STREAM(StreamFramerFuzz.class, StreamFramerFuzz::fuzzerTestOneInput, FuzzTarget::sipStreams),
    MEDIA_STREAM(FrameReaderFuzz.class, FrameReaderFuzz::fuzzerTestOneInput, FuzzTarget::mediaStreams),
    DIGEST(DigestFuzz.class, DigestFuzz::fuzzerTestOneInput, FuzzTarget::digests);

    private final Class<?> type;
    private final Consumer<byte[]> target;
    private final Supplier<List<byte[]>> seeds;

    FuzzTarget(Class<?> type, Consumer<byte[]> target, Supplier<List<byte[]>> seeds) {
        this.type = type;
        this.target = target;
        this.seeds = seeds;
    }

    /** The class whose {@code fuzzerTestOneInput} Jazzer calls. */
    Class<?> type() {
        return type;
    }

    /** The folder of its findings, e.g. {@code corpus/sip-stream}. */
    String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void run(byte[] input) {
        target.accept(input);
    }

    List<byte[]> seeds() {
        return seeds.get();
    }

    /** The inputs that once made it fail. */
    List<byte[]> findings() {
        URL folder = FuzzTarget.class.getResource("/corpus/" + folder());
        return folder == null ? List.of() : files(folder);
    }

    private static List<byte[]> sipMessages() {
        return Stream.concat(
                        files(Objects.requireNonNull(FuzzTarget.class.getResource("/captures"))).stream(),
                        Rfc4475.names().stream().map(Rfc4475::message))
                .toList();
    }

    private static List<byte[]> bodies(String type) {
        return CapturedBodies.ofType(type).stream()
                .map(CapturedBodies.Captured::body)
                .toList();
    }

    private static List<byte[]> sipStreams() {
        return sipMessages().stream()
                .map(message ->
                        joined(new byte[] {17}, message, "\r\n\r\n".getBytes(StandardCharsets.US_ASCII), message))
                .toList();
    }

    private static List<byte[]> packets() {
        return List.of(
                RtpPeer.packet(1, 90, 7, new byte[3_000]),
                RtpPeer.packet(1, 90, 7, new byte[] {0, 0, 1, (byte) 0xba}),
                new RtcpBuilder().senderReport(7, 1L, 8).description("a@b", 7).bytes(),
                new RtcpBuilder().receiverReport(7, 8, 9).bye("gone", 7).bytes(),
                new RtcpBuilder().receiverReport(7).feedback(206, 1, 7, 8).bytes(),
                new RtcpBuilder()
                        .receiverReport(7)
                        .feedback(206, 4, 7, 0, 8, 1 << 24)
                        .app(7, "test", 1)
                        .bytes());
    }

    private static List<byte[]> mediaStreams() {
        byte[] packet = RtpPeer.packet(1, 90, 7, new byte[100]);
        byte[] next = RtpPeer.packet(2, 90, 7, new byte[40]);
        return List.of(
                joined(new byte[] {9}, TcpPeer.frame(packet), TcpPeer.frame(next), TcpPeer.frame(packet)),
                joined(new byte[] {9}, TcpPeer.interleaved(0, packet), TcpPeer.interleaved(0, next)));
    }

    private static List<byte[]> digests() {
        return Stream.of("Authorization", "WWW-Authenticate")
                .flatMap(name -> CapturedBodies.headers(name).stream())
                .map(header -> header.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static List<byte[]> files(URL folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder.toURI()))) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            !file.toString().endsWith(".md") && !file.toString().endsWith(".tsv"))
                    .sorted()
                    .map(FuzzTarget::bytes)
                    .toList();
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
