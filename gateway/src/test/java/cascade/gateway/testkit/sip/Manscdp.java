package cascade.gateway.testkit.sip;

import cascade.gateway.gb.manscdp.ManscdpException;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpReader;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.gb.manscdp.XmlLimits;
import java.nio.charset.Charset;

/** MANSCDP bodies of a test's platforms, in GB2312. */
public final class Manscdp {

    public static final String CONTENT_TYPE = "Application/MANSCDP+xml";

    private static final Charset GB2312 = Charset.forName("GB2312");

    private Manscdp() {}

    public static byte[] bytes(ManscdpMessage message) {
        return new ManscdpWriter(GB2312).write(message);
    }

    /** A body that must be right. */
    public static ManscdpMessage read(byte[] body) {
        try {
            return new ManscdpReader(XmlLimits.DEFAULTS).read(body, GB2312).message();
        } catch (ManscdpException e) {
            throw new AssertionError(e);
        }
    }
}
