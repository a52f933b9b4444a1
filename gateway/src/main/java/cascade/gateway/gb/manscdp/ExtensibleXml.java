package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAnyElement;
import jakarta.xml.bind.annotation.XmlTransient;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** A JAXB class that keeps the elements it does not name; {@link KnownElements} puts them here. */
@XmlTransient
@XmlAccessorType(XmlAccessType.FIELD)
abstract class ExtensibleXml {
    @XmlAnyElement
    @XmlJavaTypeAdapter(XmlNodeAdapter.class)
    final List<XmlNode> extra = new ArrayList<>();
}
