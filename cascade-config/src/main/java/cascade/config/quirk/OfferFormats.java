package cascade.config.quirk;

/** Video formats that our INVITE offers: all that the upper takes, or PS alone where it takes that. */
public enum OfferFormats {
    ALL,
    PS
}
