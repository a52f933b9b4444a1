package cascade.config;

/** Violation of a value type's invariant; says what was expected instead. */
final class InvalidValue extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String expected;

    InvalidValue(String name, Object value, String expected) {
        super(name + ": " + value + " (expected: " + expected + ")");
        this.expected = expected;
    }

    String expected() {
        return expected;
    }
}
