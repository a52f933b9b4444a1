package cascade.gateway.simulator.lower;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.simulator.Credentials;
import cascade.gateway.simulator.Manner;
import cascade.gateway.simulator.PlatformAddress;
import cascade.gateway.simulator.lower.function.FunctionOptions;
import cascade.gateway.simulator.lower.function.PositionForm;
import cascade.gateway.simulator.lower.playback.PlaybackFaults;
import cascade.gateway.simulator.rtp.Recordings;
import cascade.gateway.simulator.video.VideoSettings;
import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTransport;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of a simulated lower platform.
 *
 * @param local who it is; its media uses the same address
 * @param upper whom it registers to
 * @param transport of its requests; it listens on both
 * @param sipDomain empty: ids are written id@ip:port; else id@domain
 * @param credentials answer a challenge
 * @param register asked-for expiry, retry and keepalive times
 * @param catalog the channels and how they are told
 * @param manner how it writes what products write differently
 * @param ssrcChoice which SSRC it sends
 * @param video what all its cameras show
 * @param videoDirectory where encoded clips are kept
 * @param recordings where the program stream of each call is written as sent
 * @param tcpFraming of what it sends over TCP
 * @param faults how it misbehaves in calls
 * @param faultsByChannel where a channel misbehaves in a way of its own
 * @param playbackFaults how it misbehaves in playing recordings
 * @param playbackFaultsByChannel where the recorder of a channel misbehaves in a way of its own
 * @param functions what it can do beside catalog and media
 * @param sip timers and limits of its SIP side
 * @param filter loses SIP datagrams on purpose
 */
public record LowerOptions(
        PlatformAddress local,
        PlatformAddress upper,
        SipTransport transport,
        String sipDomain,
        Optional<Credentials> credentials,
        RegisterTimes register,
        Catalog catalog,
        Manner manner,
        SsrcChoice ssrcChoice,
        VideoSettings video,
        Path videoDirectory,
        Optional<Recordings> recordings,
        TcpFraming tcpFraming,
        LowerFaults faults,
        Map<DeviceId, LowerFaults> faultsByChannel,
        PlaybackFaults playbackFaults,
        Map<DeviceId, PlaybackFaults> playbackFaultsByChannel,
        FunctionOptions functions,
        SipSettings sip,
        DatagramFilter filter) {

    public LowerOptions {
        faultsByChannel = Map.copyOf(faultsByChannel);
        playbackFaultsByChannel = Map.copyOf(playbackFaultsByChannel);
    }

    LowerFaults faultsOf(DeviceId channel) {
        return faultsByChannel.getOrDefault(channel, faults);
    }

    PlaybackFaults playbackFaultsOf(DeviceId channel) {
        return playbackFaultsByChannel.getOrDefault(channel, playbackFaults);
    }

    /**
     * @param expires asked for in REGISTER
     * @param retry after a failed registration
     * @param keepalive between Keepalive messages
     * @param maxMissed unanswered Keepalives until it registers anew
     */
    public record RegisterTimes(Duration expires, Duration retry, Duration keepalive, int maxMissed) {
        public RegisterTimes {
            if (!expires.isPositive() || !retry.isPositive() || !keepalive.isPositive() || maxMissed < 1) {
                throw new IllegalArgumentException("register times: " + expires + ", " + retry + ", " + keepalive + ", "
                        + maxMissed + " (expected: all above zero)");
            }
        }
    }

    /**
     * @param items the catalog at the start
     * @param itemsPerMessage of query answers and NOTIFYs
     * @param charset of all its messages
     */
    public record Catalog(List<CatalogItem> items, int itemsPerMessage, Charset charset) {
        public Catalog {
            items = List.copyOf(items);
            if (itemsPerMessage < 1) {
                throw new IllegalArgumentException("itemsPerMessage: " + itemsPerMessage + " (expected: 1 or more)");
            }
        }
    }

    /** Begins with a well-behaved platform in NCG's manner: UDP, no credentials, no cameras yet. */
    public static Builder builder(PlatformAddress local, PlatformAddress upper) {
        return new Builder(local, upper);
    }

    /** Collects what differs from the usual. */
    public static final class Builder {
        private final PlatformAddress local;
        private final PlatformAddress upper;
        private SipTransport transport = SipTransport.UDP;
        private String sipDomain = "";
        private Optional<Credentials> credentials = Optional.empty();
        private RegisterTimes register =
                new RegisterTimes(Duration.ofHours(1), Duration.ofSeconds(3), Duration.ofSeconds(60), 3);
        private Catalog catalog = new Catalog(List.of(), 4, Charset.forName("GB2312"));
        private Manner manner = Manner.STANDARD.withChannelAsOrigin();
        private SsrcChoice ssrcChoice = SsrcChoice.OFFERED;
        private VideoSettings video = VideoSettings.testPattern();
        private Path videoDirectory = Path.of(".cache", "video");
        private Optional<Recordings> recordings = Optional.empty();
        private TcpFraming tcpFraming = TcpFraming.RFC4571;
        private LowerFaults faults = LowerFaults.NONE;
        private Map<DeviceId, LowerFaults> faultsByChannel = Map.of();
        private PlaybackFaults playbackFaults = PlaybackFaults.NONE;
        private Map<DeviceId, PlaybackFaults> playbackFaultsByChannel = Map.of();
        private FunctionOptions functions = FunctionOptions.DEFAULT;
        private SipSettings sip = SipSettings.defaults("simulated-lower");
        private DatagramFilter filter = DatagramFilter.ALL_PASS;

        private Builder(PlatformAddress local, PlatformAddress upper) {
            this.local = local;
            this.upper = upper;
        }

        public Builder transport(SipTransport value) {
            transport = value;
            return this;
        }

        public Builder sipDomain(String value) {
            sipDomain = value;
            return this;
        }

        /** Answers challenges under our own id. */
        public Builder password(String password) {
            credentials = Optional.of(new Credentials(local.deviceId().value(), password));
            return this;
        }

        public Builder register(RegisterTimes value) {
            register = value;
            return this;
        }

        /** That many cameras with ids of their own. */
        public Builder cameras(int count) {
            return catalog(new Catalog(
                    SimulatedCameras.of(local.deviceId(), count), catalog.itemsPerMessage(), catalog.charset()));
        }

        public Builder catalog(Catalog value) {
            catalog = value;
            return this;
        }

        /** Charset and edition of the catalog, and the form of positions, follow it where they are said before. */
        public Builder manner(Manner value) {
            manner = value;
            catalog = new Catalog(
                    catalog.items().stream().map(value::asWritten).toList(),
                    catalog.itemsPerMessage(),
                    value.charset());
            functions = value.is2022() ? functions.withPositionForm(PositionForm.LIST) : functions;
            return this;
        }

        public Builder ssrcChoice(SsrcChoice value) {
            ssrcChoice = value;
            return this;
        }

        public Builder video(VideoSettings value) {
            video = value;
            return this;
        }

        public Builder videoDirectory(Path value) {
            videoDirectory = value;
            return this;
        }

        public Builder recordings(Recordings value) {
            recordings = Optional.of(value);
            return this;
        }

        public Builder faults(LowerFaults value) {
            faults = value;
            return this;
        }

        public Builder faults(Map<DeviceId, LowerFaults> byChannel) {
            faultsByChannel = byChannel;
            return this;
        }

        public Builder playbackFaults(PlaybackFaults value) {
            playbackFaults = value;
            return this;
        }

        public Builder playbackFaults(Map<DeviceId, PlaybackFaults> byChannel) {
            playbackFaultsByChannel = byChannel;
            return this;
        }

        public Builder tcpFraming(TcpFraming value) {
            tcpFraming = value;
            return this;
        }

        public Builder functions(FunctionOptions value) {
            functions = value;
            return this;
        }

        public Builder sip(SipSettings value) {
            sip = value;
            return this;
        }

        public Builder filter(DatagramFilter value) {
            filter = value;
            return this;
        }

        public LowerOptions build() {
            return new LowerOptions(
                    local,
                    upper,
                    transport,
                    sipDomain,
                    credentials,
                    register,
                    catalog,
                    manner.withCharset(catalog.charset()),
                    ssrcChoice,
                    video,
                    videoDirectory,
                    recordings,
                    tcpFraming,
                    faults,
                    faultsByChannel,
                    playbackFaults,
                    playbackFaultsByChannel,
                    functions,
                    sip,
                    filter);
        }
    }
}
