package cascade.gateway.media.peek;

import cascade.gateway.media.MediaContent;
import cascade.gateway.media.MediaDetail;
import cascade.gateway.media.peek.ProbeMemory.Samples;
import cascade.gateway.media.rtp.RtpHeader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Periodic look into a stream's content: from its first packet on, then once a minute, each time until two key frames
 * have come or {@link #LOOK_NANOS} have passed, at least {@link #LEAST_LOOK_NANOS}. As long as no key frame comes at all it
 * goes on looking, up to {@link #KEYLESS_LOOK_NANOS}.
 *
 * <pre>
 *   onPacket: beginning of a frame -&gt; copy of up to 256 bytes -&gt; check, each check interval: ContentFinder
 * </pre>
 *
 * <p>While it does not look a packet costs one comparison, and there is no memory. Loop thread.
 */
public final class StreamProbe {

    /** Longer than most cameras are from one key frame to the next. */
    static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** In less the rate of frames is not to be told. */
    static final long LEAST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);

    static final long KEYLESS_LOOK_NANOS = TimeUnit.SECONDS.toNanos(60);

    static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Frames from one check to the next; what is more is not looked at. */
    static final int SAMPLES = 32;

    /** Holds the headers before a key frame, a map with descriptors, and the first bytes of the picture. */
    static final int SAMPLE_BYTES = 256;

    /** Of one frame, where packets are not parts of a program stream: parameter sets come in packets of their own. */
    private static final int PACKETS_A_FRAME = 4;

    /** Two key frames that are closer are one. */
    private static final long SAME_KEY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final int PACK_START = 0x1BA;

    private final ProbeMemory memory;
    private ContentFinder finder = new ContentFinder();
    /** There only while it looks. */
    private @Nullable Samples samples;

    private boolean frameKnown;
    private int frameTimestamp;
    private int packetsOfFrame;

    private boolean begun;
    private int looks;
    private boolean two;
    /** More frames came than there was room for. */
    private boolean crowded;

    private final FrameClock clock = new FrameClock();
    private MediaDetail lastLook = MediaDetail.NONE;
    private long lookSinceNanos;
    private long restSinceNanos;
    private boolean ssrcKnown;
    private int ssrc;

    private long keyFrames;
    private boolean everKey;
    private long firstKeyNanos;
    private boolean keyKnown;
    private long keyNanos;
    private int keyTimestamp;
    private long intervalNanos = -1;

    public StreamProbe(ProbeMemory memory) {
        this.memory = memory;
        this.samples = memory.lend();
    }

    public boolean isLooking() {
        return samples != null;
    }

    /** A sound RTP packet of the stream. To be called only while {@link #isLooking}. */
    public void onPacket(ByteBuffer memory, int offset, int length, long nowNanos) {
        Samples into = samples;
        if (into == null) {
            return;
        }
        if (into.count == SAMPLES) {
            crowded = true;
            return;
        }
        if (!begun) {
            begun = true;
            looks++;
            lookSinceNanos = nowNanos;
        }
        if (!ssrcKnown) {
            ssrcKnown = true;
            ssrc = RtpHeader.ssrc(memory, offset);
        }
        int header = RtpHeader.headerBytes(memory, offset, length);
        int timestamp = RtpHeader.timestamp(memory, offset);
        if (!frameKnown || timestamp != frameTimestamp) {
            frameKnown = true;
            frameTimestamp = timestamp;
            packetsOfFrame = 0;
        }
        packetsOfFrame++;
        int bytes = Math.min(SAMPLE_BYTES, length - header);
        if (bytes > 0 && isWorthALook(memory, offset + header, bytes)) {
            int sample = into.count++;
            memory.get(offset + header, into.memory, sample * SAMPLE_BYTES, bytes);
            into.lengths[sample] = bytes;
            into.payloadTypes[sample] = RtpHeader.payloadType(memory, offset);
            into.timestamps[sample] = timestamp;
            into.arrivals[sample] = nowNanos;
        }
    }

    /** Some cameras never change the timestamp, but each frame is a pack. */
    private boolean isWorthALook(ByteBuffer memory, int payload, int bytes) {
        return packetsOfFrame == 1
                || (!finder.isProgramStream() && packetsOfFrame <= PACKETS_A_FRAME)
                || (bytes >= Integer.BYTES && memory.getInt(payload) == PACK_START);
    }

    /**
     * Reads what was put aside, and begins or ends a look.
     *
     * @param mainSsrc the stream's; another than before: another encoder, of which nothing is known yet
     */
    public void check(int mainSsrc, long nowNanos) {
        if (ssrcKnown && mainSsrc != ssrc) {
            startAnew();
            return;
        }
        @Nullable Samples present = samples;
        if (present == null) {
            if (nowNanos - restSinceNanos >= AGAIN_NANOS) {
                look();
            }
            return;
        }
        two |= read(present);
        if (begun && hasSeenEnough(nowNanos - lookSinceNanos)) {
            lastLook = detail(nowNanos);
            close();
            restSinceNanos = nowNanos;
        }
    }

    private boolean hasSeenEnough(long lookedNanos) {
        if (two) {
            return lookedNanos >= LEAST_LOOK_NANOS;
        }
        boolean waitsForKey = !keyKnown && clock.frames() > 0;
        return lookedNanos >= (waitsForKey ? KEYLESS_LOOK_NANOS : LOOK_NANOS);
    }

    private void startAnew() {
        ssrcKnown = false;
        finder = new ContentFinder();
        keyFrames = 0;
        intervalNanos = -1;
        looks = 0;
        lastLook = MediaDetail.NONE;
        look();
    }

    private void look() {
        close();
        samples = memory.lend();
        begun = false;
        frameKnown = false;
        keyKnown = false;
        two = false;
        crowded = false;
        clock.restart();
        finder.notes().lookAnew();
    }

    /** Looks no more; what it knows stays. */
    public void close() {
        Samples lent = samples;
        samples = null;
        if (lent != null) {
            memory.giveBack(lent);
        }
    }

    /** True when there were two key frames in this look. */
    private boolean read(Samples present) {
        boolean second = false;
        for (int i = 0; i < present.count; i++) {
            int from = i * SAMPLE_BYTES;
            boolean key = finder.read(present.memory, from, from + present.lengths[i], present.payloadTypes[i])
                    && isAnother(present.timestamps[i], present.arrivals[i]);
            if (finder.notes().isVideo()) {
                clock.onVideo(present.timestamps[i], key, present.arrivals[i]);
            }
            second |= key && onKeyFrame(present.timestamps[i], present.arrivals[i]);
        }
        present.count = 0;
        return second;
    }

    /** Whether a key frame is none that has been seen already, in another of its packs. */
    private boolean isAnother(int timestamp, long arrivalNanos) {
        long sinceLast = arrivalNanos - keyNanos;
        return !keyKnown || (timestamp != keyTimestamp && sinceLast != 0) || sinceLast >= SAME_KEY_NANOS;
    }

    private boolean onKeyFrame(int timestamp, long arrivalNanos) {
        long sinceLast = arrivalNanos - keyNanos;
        boolean second = keyKnown;
        if (!everKey) {
            everKey = true;
            firstKeyNanos = arrivalNanos;
        }
        keyFrames++;
        keyKnown = true;
        keyNanos = arrivalNanos;
        keyTimestamp = timestamp;
        if (second) {
            intervalNanos = sinceLast;
        }
        return second;
    }

    private MediaDetail detail(long nowNanos) {
        HeaderNotes notes = finder.notes();
        long looked = begun ? nowNanos - lookSinceNanos : 0;
        return new MediaDetail(
                looks,
                Duration.ofNanos(looked),
                clock.frames(),
                notes.hasMap(),
                notes.mapped(),
                notes.coded(),
                notes.size(),
                crowded ? OptionalDouble.empty() : clock.frameRate(),
                crowded ? OptionalInt.empty() : clock.gop(),
                keyFrameAge(nowNanos),
                Duration.ofNanos(keyKnown ? nowNanos - keyNanos : looked),
                clock.timestampHz(),
                clock.isStill(),
                notes.hasPrivateData());
    }

    /** Whether there was a key frame, of whatever encoder. */
    public boolean hasSeenKey() {
        return everKey;
    }

    /** Arrival of the first key frame that was seen; once {@link #hasSeenKey}. */
    public long firstKeyNanos() {
        return firstKeyNanos;
    }

    private Optional<Duration> keyFrameAge(long nowNanos) {
        return keyFrames == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nowNanos - keyNanos));
    }

    /** Of the look before as long as the present one is too short to tell, and while none is. */
    private MediaDetail latestDetail(long nowNanos) {
        boolean tells = isLooking() && begun && nowNanos - lookSinceNanos >= LEAST_LOOK_NANOS;
        return tells || lastLook.looks() == 0 ? detail(nowNanos) : lastLook.withKeyFrameAge(keyFrameAge(nowNanos));
    }

    /** Empty while nothing is known. */
    public Optional<MediaContent> content(long nowNanos) {
        return finder.container()
                .map(container -> new MediaContent(
                        container,
                        finder.video(),
                        finder.audio(),
                        keyFrames,
                        intervalNanos < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(intervalNanos)),
                        latestDetail(nowNanos)));
    }
}
