package cascade.gateway.media;

import java.util.List;

/** Statistics of a stream and of its viewers at one moment. */
public record StreamStats(long id, SourceStats source, List<ViewerStats> viewers) {

    public StreamStats {
        viewers = List.copyOf(viewers);
    }
}
