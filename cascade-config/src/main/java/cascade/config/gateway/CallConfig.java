package cascade.config.gateway;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Timers of bridged calls, and what is kept of them.
 *
 * @param lowerAnswerTimeout no final answer from the lower: CANCEL to it, 408 to the upper
 * @param ackTimeout no ACK to our 200: BYE both ways
 * @param controlTimeout no answer from the lower to an INFO that controls a playback: 408 to the upper
 * @param fileEndTimeout a recording was sent whole, and the upper does not hang up: BYE both ways
 * @param broadcastTimeout a broadcast was announced to a lower, and it does not call for the voice: ERROR to the upper
 * @param offlineRetryAfter what Retry-After tells an upper that asks for a channel of an offline lower
 * @param drainRetryAfter what Retry-After tells an upper that calls while the gateway drains
 * @param stopTimeout how long a stop waits for answers to BYE, un-SUBSCRIBE and de-registration, each
 * @param reaperInterval how often dialogs, legs and ports are compared for one without an owner
 * @param recentCalls how many ended calls are kept for the API
 */
public record CallConfig(
        Duration lowerAnswerTimeout,
        Duration ackTimeout,
        Duration controlTimeout,
        Duration fileEndTimeout,
        Duration broadcastTimeout,
        Duration offlineRetryAfter,
        Duration drainRetryAfter,
        Duration stopTimeout,
        Duration reaperInterval,
        int recentCalls) {

    public CallConfig {
        Require.positive("call.lower-answer-timeout", lowerAnswerTimeout);
        Require.positive("call.ack-timeout", ackTimeout);
        Require.positive("call.control-timeout", controlTimeout);
        Require.positive("call.file-end-timeout", fileEndTimeout);
        Require.positive("call.broadcast-timeout", broadcastTimeout);
        Require.positive("call.offline-retry-after", offlineRetryAfter);
        Require.positive("call.drain-retry-after", drainRetryAfter);
        Require.positive("call.stop-timeout", stopTimeout);
        Require.positive("call.reaper-interval", reaperInterval);
        Require.atLeast("call.recent-calls", recentCalls, 0);
    }
}
