package cascade.gateway.simulator.lower.playback;

import java.util.OptionalInt;

/**
 * Faults of a simulated lower in playback and download.
 *
 * @param fileEnd how it tells the end of a recording
 * @param refuseControlWith answers every INFO with this code, and does nothing
 * @param silentToControl does what an INFO says and does not answer it
 */
public record PlaybackFaults(FileEnd fileEnd, OptionalInt refuseControlWith, boolean silentToControl) {

    public static final PlaybackFaults NONE = new PlaybackFaults(FileEnd.IN_DIALOG, OptionalInt.empty(), false);

    public PlaybackFaults {
        if (refuseControlWith.isPresent()
                && (refuseControlWith.getAsInt() < 300 || refuseControlWith.getAsInt() > 699)) {
            throw new IllegalArgumentException(
                    "refuseControlWith: " + refuseControlWith.getAsInt() + " (expected: 300 to 699)");
        }
    }

    public PlaybackFaults withFileEnd(FileEnd value) {
        return new PlaybackFaults(value, refuseControlWith, silentToControl);
    }

    public PlaybackFaults withRefusedControl(int status) {
        return new PlaybackFaults(fileEnd, OptionalInt.of(status), silentToControl);
    }

    public PlaybackFaults withSilenceToControl() {
        return new PlaybackFaults(fileEnd, refuseControlWith, true);
    }
}
