package cascade.gateway.gb.sdp;

import java.util.Locale;

/**
 * Stream index of a camera (码流编号): 0 main, 1 first sub stream and so on, and in which attribute that was said. Products
 * use four forms of the same thing. GB/T 28181-2022 annex G.
 */
public record StreamIndex(int index, Form form) {
    /** The attribute that carries the index. */
    public enum Form {
        /** The standard's. */
        STREAM_NUMBER("streamnumber"),
        STREAM_PROFILE("streamprofile"),
        STREAM("stream"),
        /** Hikvision NCG: MAIN or SUB instead of a number. */
        STREAM_MODE("streamMode");

        private final String attribute;

        Form(String attribute) {
            this.attribute = attribute;
        }

        public String attribute() {
            return attribute;
        }
    }

    private static final String MAIN = "MAIN";
    private static final String SUB = "SUB";

    public StreamIndex {
        if (index < 0) {
            throw new IllegalArgumentException("stream index: " + index + " (expected: 0 or above)");
        }
        if (form == Form.STREAM_MODE && index > 1) {
            throw new IllegalArgumentException("stream index: " + index + " (expected: 0 or 1 as streamMode)");
        }
    }

    /** The attribute: {@code streamnumber:0}, {@code streamMode:MAIN}. */
    public String toAttribute() {
        String value = form == Form.STREAM_MODE ? (index == 0 ? MAIN : SUB) : Integer.toString(index);
        return form.attribute() + ":" + value;
    }

    /** The index that an attribute of this form says; IllegalArgumentException when it says none. */
    static StreamIndex parse(Form form, String value) {
        if (form == Form.STREAM_MODE) {
            return switch (value.toUpperCase(Locale.ROOT)) {
                case MAIN, "0" -> new StreamIndex(0, form);
                case SUB, "1" -> new StreamIndex(1, form);
                default -> throw new IllegalArgumentException("streamMode (expected: MAIN or SUB)");
            };
        }
        return new StreamIndex(Integer.parseInt(value), form);
    }
}
