package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reader of MANSCDP bodies (GB/T 28181-2016 annex A): in whatever charset they really are, repaired where products are
 * known to break them, within {@link XmlLimits}, without DTD and entities.
 *
 * <p>Stateless, any thread. A body near the size limit takes milliseconds, so those belong on a worker.
 */
public final class ManscdpReader {
    private final XmlLimits limits;
    /** Built when the reader is, not while the first message waits. */
    private final JAXBContext context = Bindings.CONTEXT;

    public ManscdpReader(XmlLimits limits) {
        this.limits = limits;
    }

    /** The message in a body; {@code peerCharset} decides where neither the bytes nor a declaration do. */
    public ManscdpReading read(byte[] body, Charset peerCharset) throws ManscdpException {
        if (body.length > limits.maxBodyBytes()) {
            throw new ManscdpException(
                    ManscdpException.Kind.TOO_LARGE, body.length + " bytes, at most " + limits.maxBodyBytes());
        }
        Findings findings = new Findings();
        Set<Repair> repairs = findings.repairs();
        String document = XmlRepair.repair(BodyText.of(body, peerCharset, repairs), repairs);
        ManscdpMessage message;
        try {
            message = parse(document, findings);
        } catch (XMLStreamException broken) {
            message = parseSalvaged(document, broken, findings);
        }
        return findings.reading(message);
    }

    /** Truncated and miswritten lists are common; their complete items are still good. */
    private ManscdpMessage parseSalvaged(String document, XMLStreamException broken, Findings findings)
            throws ManscdpException {
        try {
            if (broken instanceof GuardedXmlReader.LimitPassed) {
                throw broken;
            }
            return parse(ItemSalvage.salvage(document, limits, findings).orElseThrow(() -> broken), findings);
        } catch (GuardedXmlReader.LimitPassed passed) {
            throw passed.refusal();
        } catch (XMLStreamException e) {
            throw new ManscdpException(ManscdpException.Kind.NOT_XML, "not well formed", broken);
        }
    }

    private ManscdpMessage parse(String document, Findings findings) throws XMLStreamException, ManscdpException {
        FieldReader fields = new FieldReader(findings);
        Heading heading = Heading.of(GuardedXmlReader.of(document, limits), fields);
        Optional<Class<? extends BodyXml>> binding = Bindings.of(heading.root(), heading.command());
        XMLStreamReader reader = GuardedXmlReader.of(document, limits);
        if (binding.isEmpty()) {
            XmlNode tree = new XmlTreeReader(reader, findings.repairs())
                    .root()
                    .orElseThrow(() -> new IllegalStateException("a root that has a heading has a name"));
            return other(heading, tree, fields);
        }
        KnownElements known = new KnownElements(reader, binding.get(), findings.repairs());
        return unmarshal(known, binding.get()).toMessage(heading.root(), fields);
    }

    private static ManscdpMessage other(Heading heading, XmlNode tree, FieldReader fields) throws ManscdpException {
        long sn = fields.sn(tree.childText("SN").orElse(null));
        Optional<String> device = tree.childText("DeviceID").filter(text -> !text.isEmpty());
        // a Broadcast has SourceID and TargetID instead
        Optional<DeviceId> deviceId =
                device.isPresent() ? Optional.of(fields.deviceId(device.get())) : Optional.empty();
        return new ManscdpMessage.Other(heading.root(), heading.command(), sn, deviceId, tree);
    }

    private <T extends BodyXml> T unmarshal(KnownElements elements, Class<T> type) throws XMLStreamException {
        try {
            Unmarshaller unmarshaller = context.createUnmarshaller();
            unmarshaller.setListener(elements.listener());
            return unmarshaller.unmarshal(elements, type).getValue();
        } catch (JAXBException e) {
            if (e.getLinkedException() instanceof XMLStreamException broken) {
                throw broken;
            }
            throw new XMLStreamException(e);
        }
    }
}
