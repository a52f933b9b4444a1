package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlTransient;
import java.util.ArrayList;
import java.util.List;

/**
 * JAXB class that keeps the elements it does not name: {@link KnownElements} puts them here, {@link ManscdpWriter}
 * writes them behind the named ones. JAXB itself sees none of them.
 */
@XmlTransient
@XmlAccessorType(XmlAccessType.FIELD)
abstract class ExtensibleXml {
    @XmlTransient
    final List<XmlNode> extra = new ArrayList<>();
}
