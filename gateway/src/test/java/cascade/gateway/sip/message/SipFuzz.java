package cascade.gateway.sip.message;

import cascade.gateway.sip.message.SipReader.Reading;
import cascade.gateway.testkit.sip.WireMessage;
import java.nio.charset.StandardCharsets;

/** Fuzz target: the reader ends with a value, whatever the bytes; and what it read can be written and read again. */
public final class SipFuzz {

    private SipFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        for (boolean reliable : new boolean[] {false, true}) {
            if (WireMessage.read(data.clone(), reliable) instanceof Reading.Message read) {
                byte[] written = SipWriter.write(read.message());
                if (!(WireMessage.read(written, true) instanceof Reading.Message again)) {
                    throw new AssertionError(
                            "what was read cannot be read again: " + new String(written, StandardCharsets.UTF_8));
                }
                if (!again.message().callId().equals(read.message().callId())
                        || !again.message().cseq().equals(read.message().cseq())
                        || again.message().body().length != read.message().body().length) {
                    throw new AssertionError(
                            "what was read reads differently: " + new String(written, StandardCharsets.UTF_8));
                }
            }
        }
    }
}
