package cascade.gateway.media.peek;

import cascade.gateway.media.MediaCodec;
import cascade.gateway.media.MediaContainer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parser of the first bytes of frames, which remembers the container, codecs and key frames that they told.
 *
 * <pre>
 *  BA pack header | BB system header | BC stream map | BD, BE, BF skipped | C0.. audio PES | E0.. video PES: NAL units
 *  \________________ in front of key frames ________________/
 * </pre>
 *
 * <p>The map names the codecs. Where it is missing (ffmpeg writes none) parameter sets do. A key frame is one that starts
 * with parameter sets or an IDR picture; where no picture can be seen or read, one that the map or the system header
 * precedes. Any bytes may come: reading always ends, and throws nothing. One thread.
 *
 * <p>ISO/IEC 13818-1 sections 2.4.3.6, 2.5.3 and 2.5.4; <a href="https://datatracker.ietf.org/doc/html/rfc6184">RFC
 * 6184</a>, <a href="https://datatracker.ietf.org/doc/html/rfc7798">RFC 7798</a>; GB/T 28181-2022 annex C.
 */
final class ContentFinder {

    /** Without the start of a program stream or a known codec in so many samples it is neither. */
    static final int ENOUGH_SAMPLES = 16;

    /** Bytes that are neither look like parameter sets once in a hundred thousand samples. */
    static final int MOST_GUESSES = 512;

    private static final int START_BYTES = 4;
    private static final int PACK = 0xBA;
    private static final int SYSTEM_HEADER = 0xBB;
    private static final int STREAM_MAP = 0xBC;
    private static final int FIRST_PRIVATE = 0xBD;
    private static final int SECOND_PRIVATE = 0xBF;
    private static final int FIRST_AUDIO = 0xC0;
    private static final int FIRST_VIDEO = 0xE0;
    private static final int FIRST_OTHER = 0xF0;
    private static final int MAP_INFO_LENGTH = 8;
    private static final int MAP_ENTRY_BYTES = 4;

    private boolean programStream;
    private boolean elementary;
    private int samples;
    private @Nullable MediaCodec video;
    private @Nullable MediaCodec audio;
    private final HeaderNotes notes = new HeaderNotes();

    // of the sample that is being read
    private boolean headed;
    private boolean pictureSeen;
    private boolean key;

    HeaderNotes notes() {
        return notes;
    }

    boolean isProgramStream() {
        return programStream;
    }

    Optional<MediaContainer> container() {
        if (programStream) {
            return Optional.of(MediaContainer.PS);
        }
        if (elementary) {
            return Optional.of(MediaContainer.ES);
        }
        return samples >= ENOUGH_SAMPLES ? Optional.of(MediaContainer.UNKNOWN) : Optional.empty();
    }

    Optional<MediaCodec> video() {
        return Optional.ofNullable(video);
    }

    Optional<MediaCodec> audio() {
        return Optional.ofNullable(audio);
    }

    /** True when a key frame starts in these bytes, the first of a payload. */
    boolean read(byte[] bytes, int from, int to, int payloadType) {
        samples++;
        notes.sampleBegins();
        headed = false;
        pictureSeen = false;
        key = false;
        if (ProgramUnits.startsUnit(bytes, from, to)) {
            readUnits(bytes, from, to);
            return key || (headed && !isPictureReadable());
        }
        if (!programStream) {
            readPayload(bytes, from, to, payloadType);
        }
        return key;
    }

    private boolean isPictureReadable() {
        return pictureSeen && (video == MediaCodec.H264 || video == MediaCodec.H265 || video == MediaCodec.MPEG4);
    }

    private void readUnits(byte[] bytes, int from, int to) {
        int at = from;
        // each unit is longer than nothing, so this ends
        while (ProgramUnits.startsUnit(bytes, at, to)) {
            int code = ProgramUnits.unsigned(bytes, at + 3);
            if (code == PACK) {
                programStream = true;
                at += ProgramUnits.packBytes(bytes, at, to);
            } else if (code == ProgramUnits.PROGRAM_END) {
                at += START_BYTES;
            } else {
                int end = ProgramUnits.unitEnd(bytes, at, to);
                readUnit(code, bytes, at, Math.min(end, to));
                at = end;
            }
        }
    }

    private void readUnit(int code, byte[] bytes, int at, int end) {
        if (code == SYSTEM_HEADER) {
            programStream = true;
            headed = true;
        } else if (code == STREAM_MAP) {
            programStream = true;
            headed = true;
            notes.onMap();
            readMap(bytes, at, end);
        } else if (code >= FIRST_AUDIO && code < FIRST_VIDEO) {
            programStream = true;
            audio = audio == null ? MediaCodec.UNKNOWN : audio;
            readAudio(bytes, ProgramUnits.payloadAt(bytes, at, end), end);
        } else if (code >= FIRST_VIDEO && code < FIRST_OTHER) {
            programStream = true;
            video = video == null ? MediaCodec.UNKNOWN : video;
            notes.onVideo();
            readPictures(bytes, ProgramUnits.payloadAt(bytes, at, end), end);
        } else if (code == FIRST_PRIVATE || code == SECOND_PRIVATE) {
            notes.onPrivate();
        }
    }

    private void readMap(byte[] bytes, int at, int end) {
        if (end - at < MAP_INFO_LENGTH + 2) {
            return;
        }
        int entry = at + MAP_INFO_LENGTH + 2 + ProgramUnits.number(bytes, at + MAP_INFO_LENGTH) + 2;
        if (entry > end) {
            return;
        }
        int entriesEnd = Math.min(end, entry + ProgramUnits.number(bytes, entry - 2));
        while (entriesEnd - entry >= MAP_ENTRY_BYTES) {
            note(ProgramUnits.unsigned(bytes, entry + 1), MediaCodec.ofStreamType(ProgramUnits.unsigned(bytes, entry)));
            entry += MAP_ENTRY_BYTES + ProgramUnits.number(bytes, entry + 2);
        }
    }

    /** More than one stream of a kind: the first that is known. */
    private void note(int streamId, MediaCodec codec) {
        if (streamId >= FIRST_VIDEO && streamId < FIRST_OTHER) {
            notes.onMappedVideo(codec);
            video = video == null || video == MediaCodec.UNKNOWN ? codec : video;
        } else if (streamId >= FIRST_AUDIO && streamId < FIRST_VIDEO) {
            audio = audio == null || audio == MediaCodec.UNKNOWN ? codec : audio;
        }
    }

    /** AAC is the only one that says what it is (ADTS). */
    private void readAudio(byte[] bytes, int at, int end) {
        if (audio == MediaCodec.UNKNOWN && end - at >= 2 && (ProgramUnits.number(bytes, at) & 0xFFF6) == 0xFFF0) {
            audio = MediaCodec.AAC;
        }
    }

    /** Every start code that is there. */
    private void readPictures(byte[] bytes, int from, int end) {
        for (int at = from; at + START_BYTES < end; at++) {
            if (bytes[at] == 0 && bytes[at + 1] == 0 && bytes[at + 2] == 1) {
                onNalUnit(bytes, at + 3, end);
                at += 2;
            }
        }
    }

    /** At least two bytes of it are there. */
    private void onNalUnit(byte[] bytes, int at, int end) {
        pictureSeen = true;
        notes.onNalUnit(bytes, at, end);
        if (video == null || video == MediaCodec.UNKNOWN) {
            video = NalUnits.codecOf(bytes, at, end).orElse(video);
        }
        noteKey(ProgramUnits.unsigned(bytes, at), ProgramUnits.unsigned(bytes, at + 1));
    }

    private void noteKey(int header, int next) {
        if (video != null && NalUnits.startsKeyFrame(video, header, next)) {
            key = true;
        }
    }

    /** A packet that is no part of a program stream, as far as we know. */
    private void readPayload(byte[] bytes, int from, int to, int payloadType) {
        Optional<MediaCodec> sound = StaticPayloadTypes.audio(payloadType);
        if (sound.isPresent()) {
            elementary = true;
            audio = sound.get();
            return;
        }
        boolean isGuess = video == null;
        if (to - from <= START_BYTES || (isGuess && samples > MOST_GUESSES)) {
            return;
        }
        int before = from;
        while (before < to && bytes[before] == 0) {
            before++;
        }
        if (before - from >= 2 && before < to && bytes[before] == 1) {
            readPictures(bytes, before - 2, to);
        } else {
            readPacked(bytes, from, to);
        }
        elementary |= video != null;
    }

    /**
     * <a href="https://datatracker.ietf.org/doc/html/rfc6184#section-5.2">RFC 6184 section 5.2</a> and <a
     * href="https://datatracker.ietf.org/doc/html/rfc7798#section-4.4">RFC 7798 section 4.4</a>: a unit alone, several
     * together, or a piece of one.
     */
    private void readPacked(byte[] bytes, int at, int to) {
        int header = ProgramUnits.unsigned(bytes, at);
        int next = ProgramUnits.unsigned(bytes, at + 1);
        int h264 = header & 0x1F;
        int h265 = header >> 1 & 0x3F;
        if (video != MediaCodec.H265 && h264 == NalUnits.H264_TOGETHER) {
            if (to - at >= 5) {
                onPackedUnit(bytes, at + 3, to);
            }
        } else if (video == MediaCodec.H264 && h264 == NalUnits.H264_PIECE) {
            if ((next & NalUnits.FIRST_PIECE) != 0) {
                noteKey(next & 0x1F, 0);
            }
        } else if (video != MediaCodec.H264 && h265 == NalUnits.H265_TOGETHER && next == 1) {
            if (to - at >= 6) {
                onPackedUnit(bytes, at + 4, to);
            }
        } else if (video == MediaCodec.H265 && h265 == NalUnits.H265_PIECE) {
            int piece = ProgramUnits.unsigned(bytes, at + 2);
            if ((piece & NalUnits.FIRST_PIECE) != 0) {
                noteKey((piece & 0x3F) << 1, 1);
            }
        } else {
            onPackedUnit(bytes, at, to);
        }
    }

    /** The first bit of a unit is never set; MPEG-4 has no such units. */
    private void onPackedUnit(byte[] bytes, int at, int to) {
        if (bytes[at] >= 0) {
            onNalUnit(bytes, at, to);
        }
    }
}
