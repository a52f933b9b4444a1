package cascade.config.gateway;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Assessment (考核) of the lowers: what it counts, and what it looks for itself.
 *
 * @param window that rates are over, in 24 slots
 * @param sampleInterval of the online rates
 * @param pictureTimeout from our INVITE to the first key frame; what comes later was not opened
 */
public record AssessmentConfig(
        Duration window, Duration sampleInterval, Duration pictureTimeout, Patrol patrol, Recordings recordings) {

    public AssessmentConfig {
        Require.positive("assessment.window", window);
        Require.positive("assessment.sample-interval", sampleInterval);
        Require.positive("assessment.picture-timeout", pictureTimeout);
    }

    /**
     * Opening of channels that nobody asked for.
     *
     * @param rate channels a minute, of all lowers together; 0: none
     * @param concurrent channels at a time, of one lower never more than one
     * @param round the shortest time from one beginning at a lower's first channel to the next
     * @param keepFree of streams and media ports, in percent, that stays free for viewers
     */
    public record Patrol(int rate, int concurrent, Duration round, int keepFree) {

        public Patrol {
            Require.atLeast("assessment.patrol.rate", rate, 0);
            Require.atLeast("assessment.patrol.concurrent", concurrent, 1);
            Require.positive("assessment.patrol.round", round);
            Require.range("assessment.patrol.keep-free", keepFree, 0, 99);
        }
    }

    /**
     * Queries for the recordings of channels, by sampling.
     *
     * @param rate channels a minute, of all lowers together; 0: none
     * @param period that recordings are asked for
     * @param delay from its end to now: a recorder lists a file when it is whole
     * @param gap between two files that is none yet
     */
    public record Recordings(int rate, Duration period, Duration delay, Duration gap) {

        public Recordings {
            Require.atLeast("assessment.recordings.rate", rate, 0);
            Require.positive("assessment.recordings.period", period);
            Require.notNegative("assessment.recordings.delay", delay);
            Require.notNegative("assessment.recordings.gap", gap);
        }
    }
}
