package cascade.gateway.gb.sdp;

/** Fuzz target: a description is refused, or read so that it can be written and read again the same. */
public final class SdpFuzz {

    private SdpFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        SessionDescription session;
        try {
            session = SdpParser.parse(data);
        } catch (SdpSyntaxException refused) {
            return;
        }
        String written = SdpWriter.write(session);
        try {
            if (!SdpWriter.write(SdpParser.parse(written)).equals(written)) {
                throw new AssertionError("what was read reads differently");
            }
        } catch (SdpSyntaxException refused) {
            throw new AssertionError("what was read cannot be read again", refused);
        }
    }
}
