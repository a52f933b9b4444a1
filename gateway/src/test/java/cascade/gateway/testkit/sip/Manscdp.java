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

    /** @param own what stands behind the DeviceID */
    public static String document(String root, String cmdType, long sn, String device, String own) {
        return "<?xml version=\"1.0\" encoding=\"GB2312\"?>\r\n<" + root + ">\r\n<CmdType>" + cmdType
                + "</CmdType>\r\n<SN>" + sn + "</SN>\r\n<DeviceID>" + device + "</DeviceID>\r\n" + own + "\r\n</" + root
                + ">\r\n";
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
