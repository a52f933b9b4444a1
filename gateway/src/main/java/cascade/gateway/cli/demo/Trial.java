package cascade.gateway.cli.demo;

/**
 * Trial of a function that the demo runs once: where it stands, and the evidence.
 *
 * @param what one or two words, for the verdict
 * @param detail a line
 */
public record Trial(String what, Outcome outcome, String detail) {

    /** How far a trial has come. */
    public enum Outcome {
        /** Not begun, or not at its end. */
        PENDING,
        HELD,
        FAILED
    }
}
