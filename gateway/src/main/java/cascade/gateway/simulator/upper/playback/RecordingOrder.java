package cascade.gateway.simulator.upper.playback;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.sdp.RecordingLines;
import cascade.gateway.gb.sdp.SessionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Part of a channel's recording that an upper wants played or downloaded.
 *
 * @param kind playback or download
 * @param startTime Unix seconds
 * @param stopTime Unix seconds
 * @param downloadSpeed multiple of the normal rate, of a download only
 */
public record RecordingOrder(
        DeviceId channel, SessionKind kind, long startTime, long stopTime, OptionalInt downloadSpeed) {

    /** Of {@code u=}: recordings of all types. */
    private static final String ALL_TYPES = ":0";

    public RecordingOrder {
        if (startTime < 0 || stopTime <= startTime) {
            throw new IllegalArgumentException(
                    "recording: " + startTime + " to " + stopTime + " (expected: Unix seconds, the start first)");
        }
    }

    public static RecordingOrder playback(DeviceId channel, Instant start, Duration length) {
        return of(channel, SessionKind.PLAYBACK, start, length, OptionalInt.empty());
    }

    public static RecordingOrder download(DeviceId channel, Instant start, Duration length, int speed) {
        return of(channel, SessionKind.DOWNLOAD, start, length, OptionalInt.of(speed));
    }

    private static RecordingOrder of(
            DeviceId channel, SessionKind kind, Instant start, Duration length, OptionalInt speed) {
        return new RecordingOrder(
                channel, kind, start.getEpochSecond(), start.getEpochSecond() + length.toSeconds(), speed);
    }

    /** What the offer has of it. */
    public RecordingLines lines() {
        return new RecordingLines(
                kind, Optional.of(channel + ALL_TYPES), startTime, stopTime, OptionalLong.empty(), downloadSpeed);
    }
}
