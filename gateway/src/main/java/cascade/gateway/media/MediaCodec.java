package cascade.gateway.media;

/** Codec of video or audio, by the {@code stream_type} of a program stream map (GB/T 28181-2022 annex C). */
public enum MediaCodec {
    H264(0x1B),
    H265(0x24),
    MPEG4(0x10),
    /** GB/T 25724. */
    SVAC(0x80),
    AAC(0x0F),
    G711A(0x90),
    G711U(0x91),
    G722_1(0x92),
    G723_1(0x93),
    G729(0x99),
    SVAC_AUDIO(0x9B),
    /** There is something, of a kind that we do not know. */
    UNKNOWN(-1);

    private static final MediaCodec[] ALL = values();

    private final int streamType;

    MediaCodec(int streamType) {
        this.streamType = streamType;
    }

    /** By the {@code stream_type} of a program stream map. */
    public static MediaCodec ofStreamType(int streamType) {
        for (MediaCodec codec : ALL) {
            if (codec.streamType == streamType) {
                return codec;
            }
        }
        return UNKNOWN;
    }
}
