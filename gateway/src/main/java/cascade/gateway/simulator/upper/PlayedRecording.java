package cascade.gateway.simulator.upper;

import cascade.gateway.simulator.playback.MansrtspRequest;
import cascade.gateway.simulator.upper.playback.ControlAnswer;
import io.vertx.core.Future;
import java.util.OptionalLong;

/**
 * Established call of a simulated upper that plays or downloads a recording; it says BYE a moment after the end of the file.
 * From any thread.
 */
public interface PlayedRecording extends PlayedStream {

    /** Sends an INFO in the dialog; its answer, whatever the code. */
    Future<ControlAnswer> control(MansrtspRequest request);

    /** Succeeds when the lower tells that the file was sent whole; never, where it does not. */
    Future<Void> fileEnd();

    /** Of a download, where the answer tells it ({@code a=filesize}). */
    OptionalLong fileSizeBytes();
}
