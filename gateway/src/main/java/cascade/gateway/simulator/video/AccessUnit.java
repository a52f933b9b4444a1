package cascade.gateway.simulator.video;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Access unit, a coded picture of an H.264 byte stream (ITU-T H.264 annex B), start codes included. */
final class AccessUnit {

    private static final int NAL_TYPE_MASK = 0x1F;
    private static final int IDR_SLICE = 5;
    private static final int DELIMITER = 9;
    private static final int START_CODE_BYTES = 3;

    private final byte[] bytes;
    private final boolean isKey;

    AccessUnit(byte[] bytes, boolean isKey) {
        this.bytes = bytes;
        this.isKey = isKey;
    }

    /** From its access unit delimiter to the next; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether a decoder can begin here: it holds an IDR slice. */
    boolean isKey() {
        return isKey;
    }

    /** Cuts a byte stream at its access unit delimiters; every picture must begin with one. */
    static List<AccessUnit> split(byte[] stream) throws VideoException {
        var units = new ArrayList<AccessUnit>();
        int unitStart = -1;
        boolean isKey = false;
        for (int at = nextStartCode(stream, 0); at >= 0; at = nextStartCode(stream, at + START_CODE_BYTES)) {
            int type = nalType(stream, at);
            if (type == DELIMITER) {
                int start = withLeadingZero(stream, at);
                if (unitStart >= 0) {
                    units.add(cut(stream, unitStart, start, isKey));
                }
                unitStart = start;
                isKey = false;
            } else if (unitStart < 0) {
                throw new VideoException(
                        "H.264: NAL unit type " + type + " first (expected: an access unit delimiter)");
            }
            isKey |= type == IDR_SLICE;
        }
        if (unitStart < 0) {
            throw new VideoException("H.264: no access unit (expected: at least one)");
        }
        units.add(cut(stream, unitStart, stream.length, isKey));
        return units;
    }

    private static AccessUnit cut(byte[] stream, int from, int to, boolean isKey) {
        return new AccessUnit(Arrays.copyOfRange(stream, from, to), isKey);
    }

    private static int nalType(byte[] stream, int startCode) {
        int header = startCode + START_CODE_BYTES;
        return header < stream.length ? stream[header] & NAL_TYPE_MASK : 0;
    }

    /** The four-byte form of a start code belongs to the NAL unit that follows. */
    private static int withLeadingZero(byte[] stream, int startCode) {
        return startCode > 0 && stream[startCode - 1] == 0 ? startCode - 1 : startCode;
    }

    private static int nextStartCode(byte[] stream, int from) {
        for (int i = from; i + START_CODE_BYTES <= stream.length; i++) {
            if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
                return i;
            }
        }
        return -1;
    }
}
