package cascade.gateway.media.peek;

import cascade.gateway.media.MediaCodec;
import cascade.gateway.media.MediaDetail.PictureSize;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notes on the headers of the frames of one look: the stream map, parameter sets, private units. One thread. */
final class HeaderNotes {

    private static final int H264_SEQUENCE = 7;
    private static final int H265_SEQUENCE = 33;

    private boolean map;
    private boolean privateData;
    private boolean videoBegins;
    private @Nullable MediaCodec mapped;
    private @Nullable MediaCodec coded;
    private @Nullable PictureSize size;

    /** A look begins: what it is to tell is noted anew, what stays true is kept. */
    void lookAnew() {
        map = false;
        privateData = false;
    }

    void sampleBegins() {
        videoBegins = false;
    }

    void onMap() {
        map = true;
    }

    void onMappedVideo(MediaCodec codec) {
        mapped = codec;
    }

    void onPrivate() {
        privateData = true;
    }

    void onVideo() {
        videoBegins = true;
    }

    /** A NAL unit whose header is at that place. */
    void onNalUnit(byte[] bytes, int at, int end) {
        videoBegins = true;
        Optional<MediaCodec> told = NalUnits.codecOf(bytes, at, end);
        if (told.isPresent()) {
            coded = told.get();
        }
        int header = bytes[at] & 0xFF;
        if (coded == MediaCodec.H264 && (header & 0x1F) == H264_SEQUENCE) {
            SequenceParameters.h264(bytes, at + 1, end).ifPresent(found -> size = found);
        } else if (coded == MediaCodec.H265 && (header >> 1 & 0x3F) == H265_SEQUENCE) {
            SequenceParameters.h265(bytes, at + 2, end).ifPresent(found -> size = found);
        }
    }

    boolean hasMap() {
        return map;
    }

    boolean hasPrivateData() {
        return privateData;
    }

    /** Whether video was in the sample that was read last. */
    boolean isVideo() {
        return videoBegins;
    }

    Optional<MediaCodec> mapped() {
        return Optional.ofNullable(mapped);
    }

    Optional<MediaCodec> coded() {
        return Optional.ofNullable(coded);
    }

    Optional<PictureSize> size() {
        return Optional.ofNullable(size);
    }
}
