package cascade.config.value;

/** Violation of a value type's invariant; says what was expected instead. */
public final class InvalidValue extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String expected;

    public InvalidValue(String name, Object value, String expected) {
        super(name + ": " + value + " (expected: " + expected + ")");
        this.expected = expected;
    }

    public String expected() {
        return expected;
    }
}
