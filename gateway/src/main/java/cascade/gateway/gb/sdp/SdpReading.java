package cascade.gateway.gb.sdp;

import java.util.List;

/**
 * Session description that was read, and what was skipped in it. Immutable, any thread.
 *
 * @param skipped lines that could not be read, by number and expectation, without the peer's text
 */
public record SdpReading(SessionDescription session, List<String> skipped) {
    public SdpReading {
        skipped = List.copyOf(skipped);
    }
}
