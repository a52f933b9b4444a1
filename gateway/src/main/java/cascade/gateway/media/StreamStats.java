package cascade.gateway.media;

import java.util.List;
import java.util.Optional;

/**
 * Statistics of a stream and of its viewers at one moment.
 *
 * @param speaker what its viewer sends to the source, in a session that goes both ways
 */
public record StreamStats(long id, SourceStats source, List<ViewerStats> viewers, Optional<SourceStats> speaker) {

    public StreamStats {
        viewers = List.copyOf(viewers);
    }

    /** Of a stream that goes one way. */
    public StreamStats(long id, SourceStats source, List<ViewerStats> viewers) {
        this(id, source, viewers, Optional.empty());
    }
}
