package cascade.config.quirk;

/** Form of a Date: {@code 2019-12-25T16:45:44.000} or {@code 2019-12-25T16:45:44}. */
public enum DateForm {
    MILLIS,
    SECONDS
}
