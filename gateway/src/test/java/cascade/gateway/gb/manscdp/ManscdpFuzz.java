package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.GbText;

/** Fuzz target: a body is refused, or read so that it can be written and read again the same. */
public final class ManscdpFuzz {

    private static final ManscdpReader READER = new ManscdpReader(XmlLimits.DEFAULTS);
    private static final ManscdpWriter WRITER = new ManscdpWriter(GbText.GB18030);

    private ManscdpFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        ManscdpMessage message;
        try {
            message = READER.read(data, GbText.GB18030).message();
        } catch (ManscdpException refused) {
            return;
        }
        byte[] written = WRITER.write(message);
        try {
            if (!READER.read(written, GbText.GB18030).message().equals(message)) {
                throw new AssertionError("what was read reads differently");
            }
        } catch (ManscdpException refused) {
            boolean grown = refused.kind() == ManscdpException.Kind.TOO_LARGE;
            if (!grown) {
                throw new AssertionError("what was read cannot be read again", refused);
            }
        }
    }
}
