package cascade.gateway.media.relay;

import cascade.gateway.media.AddressBlock;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.TcpSettings;
import cascade.gateway.media.ViewerSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Legs as tests ask for them, and patience that suits tests. */
public final class TcpSpecs {

    /** Three attempts, a fifth of a second apart. */
    public static final TcpSettings QUICK = new TcpSettings(
            Duration.ofSeconds(2),
            3,
            Duration.ofMillis(200),
            Duration.ofMillis(600),
            Duration.ofMillis(600),
            TcpSettings.MIN_QUEUE_BYTES,
            1 << 20);

    /** As {@link #QUICK}, but nobody is late: for tests that are not about it. */
    public static final TcpSettings PATIENT = new TcpSettings(
            Duration.ofSeconds(10),
            30,
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            TcpSettings.MIN_QUEUE_BYTES,
            1 << 20);

    private TcpSpecs() {}

    public static StreamSpec source(MediaTransport transport) {
        return source(transport, RtcpMode.RELAY, Duration.ZERO);
    }

    public static StreamSpec source(MediaTransport transport, RtcpMode rtcp, Duration hold) {
        return source(transport, rtcp, hold, SourceCheck.LEARN_ONCE);
    }

    public static StreamSpec source(
            MediaTransport transport, RtcpMode rtcp, Duration hold, SourceCheck check, AddressBlock... networks) {
        return new StreamSpec(
                MediaLab.LOWER,
                "district",
                transport,
                TcpFraming.RFC4571,
                MediaLab.SOURCE_SSRC,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                check,
                rtcp,
                List.of(networks),
                hold);
    }

    public static ViewerSpec viewer(MediaTransport transport, InetSocketAddress remote, int ssrc) {
        return viewer(transport, TcpFraming.RFC4571, remote, ssrc);
    }

    public static ViewerSpec viewer(MediaTransport transport, TcpFraming framing, InetSocketAddress remote, int ssrc) {
        return new ViewerSpec(
                MediaLab.UPPER,
                "city",
                transport,
                framing,
                remote,
                Optional.empty(),
                ssrc,
                SourceCheck.LEARN_ONCE,
                List.of());
    }

    /** For a peer that connects to us: its host, and no port. */
    public static InetSocketAddress host(String host) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), 0);
    }
}
