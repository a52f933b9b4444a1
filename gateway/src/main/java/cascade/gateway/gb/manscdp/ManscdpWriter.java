package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.GbText;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.gb.manscdp.ManscdpMessage.MediaStatus;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import javax.xml.namespace.QName;

/**
 * Writer of MANSCDP bodies for one peer: a declaration that names the peer's charset, elements in the order of the
 * standard, CRLF between them. The length of the result, in bytes, is the Content-Length.
 *
 * <p>A character that the charset lacks becomes {@code ?}. Under the labels GB2312 and GBK it may be written as GB18030
 * instead, whose bytes are the same for every character that the label has: many products write that label and read
 * GB18030 (GB/T 28181-2016 6.10 names GB2312, GB/T 28181-2022 6.10 GB18030). Confined to one thread.
 */
public final class ManscdpWriter {
    private final Charset label;
    private final Charset encoding;
    private final IntConsumer onReplaced;
    /** Whether there are characters that it cannot write. */
    private final boolean mayLack;
    /** Kept, because a new one costs more than writing an item. */
    private final Marshaller marshaller = marshaller();

    /** A writer for a peer that reads GB18030 under whatever label. */
    public ManscdpWriter(Charset peerCharset) {
        this(peerCharset, true);
    }

    /** One that counts nothing. */
    public ManscdpWriter(Charset peerCharset, boolean gb18030Bytes) {
        this(peerCharset, gb18030Bytes, replaced -> {});
    }

    /**
     * @param peerCharset GB2312, GBK, GB18030 or UTF-8
     * @param gb18030Bytes whether characters that GB2312 or GBK lacks are written as GB18030 bytes, else as {@code ?}
     * @param onReplaced told how many characters of a message became {@code ?}, where any did
     */
    public ManscdpWriter(Charset peerCharset, boolean gb18030Bytes, IntConsumer onReplaced) {
        this.onReplaced = onReplaced;
        label = peerCharset;
        encoding = gb18030Bytes && !peerCharset.equals(StandardCharsets.UTF_8) ? GbText.GB18030 : peerCharset;
        mayLack = !encoding.equals(GbText.GB18030) && !encoding.equals(StandardCharsets.UTF_8);
    }

    public byte[] write(ManscdpMessage message) {
        String text = "<?xml version=\"1.0\" encoding=\"" + label.name() + "\"?>\r\n" + document(message);
        byte[] body = encoded(text);
        if (mayLack) {
            countReplaced(text, body);
        }
        return body;
    }

    /** Length of an item in a message. */
    public int itemBytes(CatalogItem item) {
        XmlText text = new XmlText();
        marshal(CatalogItemXml.class, CatalogItemXml.of(item), "Item", text);
        return encoded(text.text()).length;
    }

    private String document(ManscdpMessage message) {
        XmlText text = new XmlText();
        switch (message) {
            case Other other -> XmlTreeEvents.send(other.tree(), text);
            case Keepalive m -> marshal(KeepaliveXml.class, KeepaliveXml.of(m), m, text);
            case CatalogQuery m -> marshal(CatalogQueryXml.class, CatalogQueryXml.of(m), m, text);
            case CatalogResponse m -> marshal(CatalogXml.class, CatalogXml.of(m), m, text);
            case CatalogNotify m -> marshal(CatalogXml.class, CatalogXml.of(m), m, text);
            case DeviceInfoQuery m -> marshal(DeviceInfoQueryXml.class, DeviceInfoQueryXml.of(m), m, text);
            case DeviceInfoResponse m -> marshal(DeviceInfoXml.class, DeviceInfoXml.of(m), m, text);
            case DeviceStatusQuery m -> marshal(DeviceStatusQueryXml.class, DeviceStatusQueryXml.of(m), m, text);
            case DeviceStatusResponse m -> marshal(DeviceStatusXml.class, DeviceStatusXml.of(m), m, text);
            case MediaStatus m -> marshal(MediaStatusXml.class, MediaStatusXml.of(m), m, text);
        }
        return text.text();
    }

    private <T> void marshal(Class<T> type, T body, ManscdpMessage message, XmlText target) {
        marshal(type, body, message.root().element(), target);
    }

    private <T> void marshal(Class<T> type, T value, String element, XmlText target) {
        marshaller.setListener(new KeptElements(target));
        try {
            marshaller.marshal(new JAXBElement<>(new QName(element), type, value), target);
        } catch (JAXBException e) {
            throw new IllegalStateException("a message does not bind", e);
        }
    }

    /** Writes what a class does not name behind what it names, before its end tag. */
    private static final class KeptElements extends Marshaller.Listener {
        private final XmlText target;

        KeptElements(XmlText target) {
            this.target = target;
        }

        @Override
        public void afterMarshal(Object source) {
            if (source instanceof ExtensibleXml body) {
                body.extra.forEach(element -> XmlTreeEvents.send(element, target));
            }
        }
    }

    private static Marshaller marshaller() {
        try {
            Marshaller marshaller = Bindings.CONTEXT.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            return marshaller;
        } catch (JAXBException e) {
            throw new IllegalStateException("the MANSCDP classes cannot be written", e);
        }
    }

    private byte[] encoded(String text) {
        return text.getBytes(encoding);
    }

    /** No second byte of GB2312 or GBK is a question mark, so that those that nobody wrote stand for something else. */
    private void countReplaced(String text, byte[] body) {
        int marks = 0;
        for (byte b : body) {
            marks += b == '?' ? 1 : 0;
        }
        int replaced = marks - (int) text.chars().filter(c -> c == '?').count();
        if (replaced > 0) {
            onReplaced.accept(replaced);
        }
    }
}
