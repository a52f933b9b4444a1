package cascade.config.gateway;

import cascade.config.value.Require;

/**
 * Log output.
 *
 * @param bufferBytes lines that may wait for a slow reader of standard output; further ones are dropped and counted
 * @param format of a line
 */
public record LogConfig(int bufferBytes, LogFormat format) {

    public LogConfig {
        Require.atLeast("log.buffer", bufferBytes, 1);
    }
}
