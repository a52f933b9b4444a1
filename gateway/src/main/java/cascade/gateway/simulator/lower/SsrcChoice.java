package cascade.gateway.simulator.lower;

/** SSRC choice of a simulated lower: which one it answers with and sends (GB/T 28181-2016 annexes F and G). */
public enum SsrcChoice {
    /** The one of the offer, as cameras do. */
    OFFERED,
    /** One of its own whatever the offer says, as NCG does. */
    OWN
}
