package cascade.gateway.call.record;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaTransport;
import java.util.Optional;

/**
 * Media addresses of an ended call, where its media was to run on both of its legs, and what kept it from doing so.
 * Addresses are {@code host:port}; empty where a leg came to none.
 *
 * @param lowerCallId of the dialog with the lower
 * @param lowerTransport of the lower's media, with our role
 * @param lowerLocal where we took the lower's packets
 * @param lowerRemote where they were expected from
 * @param upperLocal where we sent from
 * @param upperRemote where we sent to
 * @param foreignPackets of others than the source that came to {@code lowerLocal}
 * @param foreignFrom who sent the last of them
 * @param foreignReason why that one was not taken for the source
 * @param hint what to look at, and which key of the configuration would change it; only for a call that media ended
 */
public record CallMedia(
        String lowerCallId,
        Optional<MediaTransport> lowerTransport,
        Optional<String> lowerLocal,
        Optional<String> lowerRemote,
        Optional<String> upperLocal,
        Optional<String> upperRemote,
        long foreignPackets,
        Optional<String> foreignFrom,
        Optional<DropReason> foreignReason,
        Optional<String> hint) {

    /** Beginning of a call's detail where its media waited for a TCP connection that never came. */
    public static final String NOT_CONNECTED = "no TCP connection for media: ";

    /** Of a call that came to no stream. */
    public static final CallMedia NONE = new CallMedia(
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** The same with the viewer's leg. */
    public CallMedia withUpper(Optional<String> local, Optional<String> remote) {
        return new CallMedia(
                lowerCallId,
                lowerTransport,
                lowerLocal,
                lowerRemote,
                local,
                remote,
                foreignPackets,
                foreignFrom,
                foreignReason,
                hint);
    }

    /** The same for a call that media did not end. */
    public CallMedia withoutHint() {
        return new CallMedia(
                lowerCallId,
                lowerTransport,
                lowerLocal,
                lowerRemote,
                upperLocal,
                upperRemote,
                foreignPackets,
                foreignFrom,
                foreignReason,
                Optional.empty());
    }
}
