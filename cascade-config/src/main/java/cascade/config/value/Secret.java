package cascade.config.value;

/** Password. Its text leaves only through {@link #value}; printing it gives {@code ***}. */
public record Secret(String value) {

    public Secret {
        Require.that(!value.isEmpty(), "secret", "", "not empty");
    }

    @Override
    public String toString() {
        return "***";
    }
}
