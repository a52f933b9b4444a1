package cascade.gateway.call.keep;

import cascade.gateway.call.leg.KeptDialog;
import java.util.List;
import java.util.Map;

/**
 * Calls as a former process left them.
 *
 * @param dialogs by key
 * @param unreadable keys of records that say nothing to this build
 */
public record FormerCalls(
        Map<String, KeptDialog> dialogs, List<KeptStream> streams, List<KeptViewer> viewers, List<String> unreadable) {

    public FormerCalls {
        dialogs = Map.copyOf(dialogs);
        streams = List.copyOf(streams);
        viewers = List.copyOf(viewers);
        unreadable = List.copyOf(unreadable);
    }

    /** Whether there was any call. */
    public boolean isEmpty() {
        return dialogs.isEmpty() && streams.isEmpty() && viewers.isEmpty() && unreadable.isEmpty();
    }
}
