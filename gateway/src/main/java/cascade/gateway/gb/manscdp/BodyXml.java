package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlTransient;
import org.jspecify.annotations.Nullable;

/**
 * Fields that every MANSCDP message begins with. The subclasses are the table of element names, in the order of the
 * standard.
 */
@XmlTransient
@XmlAccessorType(XmlAccessType.FIELD)
abstract class BodyXml extends ExtensibleXml {
    @XmlElement(name = "CmdType")
    @Nullable
    String cmdType;

    @XmlElement(name = "SN")
    @Nullable
    String sn;

    @XmlElement(name = "DeviceID")
    @Nullable
    String deviceId;

    final void setHead(ManscdpMessage message, DeviceId device) {
        cmdType = message.cmdType();
        sn = Long.toString(message.sn());
        deviceId = device.value();
    }

    /** The record of what was read. */
    abstract ManscdpMessage toMessage(ManscdpMessage.Root root, FieldReader fields) throws ManscdpException;
}
