package cascade.config.gateway;

import cascade.config.value.Require;

/**
 * Bounds of the trace ring: recent SIP messages, kept for ladders and pcap files.
 *
 * @param memoryBytes of all messages together; 0: nothing is kept
 * @param perCall messages and milestones of one leg of a call; beyond them the first quarter stays and the oldest others go
 * @param perPeer messages of one domain, and of all strangers together; beyond them the oldest goes
 */
public record TraceConfig(int memoryBytes, int perCall, int perPeer) {

    public TraceConfig {
        Require.atLeast("trace.memory", memoryBytes, 0);
        Require.atLeast("trace.per-call", perCall, 1);
        Require.atLeast("trace.per-peer", perPeer, 1);
    }

    /** Whether anything is kept. */
    public boolean isOn() {
        return memoryBytes > 0;
    }
}
