package cascade.gateway.simulator.upper;

/** Vendor form of an upper platform's INVITE. */
public enum OfferForm {
    /** By the standard: an SSRC of its own in y= and Subject, payload type 96 first. */
    STANDARD,
    /** As Hikvision NCG does: y=0999999999, streamMode and filesize, Subject sequences 0. */
    NCG
}
