package cascade.gateway.simulator;

import cascade.gateway.gb.GbText;
import cascade.gateway.gb.edition.GbEdition;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.sdp.StreamIndex;
import cascade.gateway.sip.auth.DigestAlgorithm;
import cascade.gateway.sip.auth.DigestSettings;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Manner of a simulated platform: how it writes what products write differently. Immutable, any thread.
 *
 * @param edition of its forms
 * @param charset of its XML
 * @param gb18030Bytes whether characters that GB2312 lacks are written as GB18030 all the same, else as ?
 * @param catalogEvent Event of a SUBSCRIBE to a catalog, with {@code %d} for the SN
 * @param dateInMillis whether the Date of a 200 to REGISTER has a fraction
 * @param digests algorithms of challenges, the preferred one first
 * @param digestQop whether challenges offer {@code qop="auth"}
 * @param streamAttribute attribute of offers that names main or sub stream
 * @param originIsChannel whether {@code o=} carries the channel's id, else the platform's
 * @param subjectHasSsrc whether Subject names the SSRC of a live stream, else 0
 */
public record Manner(
        GbEdition edition,
        Charset charset,
        boolean gb18030Bytes,
        String catalogEvent,
        boolean dateInMillis,
        List<DigestAlgorithm> digests,
        boolean digestQop,
        Optional<StreamIndex.Form> streamAttribute,
        boolean originIsChannel,
        boolean subjectHasSsrc) {

    private static final Duration NONCE_LIFE = Duration.ofSeconds(60);
    private static final int MAX_USED_NONCES = 1024;

    /** GB/T 28181-2016, GB2312 with the bytes of GB18030. */
    public static final Manner STANDARD = new Manner(
            GbEdition.GB2016,
            Charset.forName("GB2312"),
            true,
            "Catalog;id=%d",
            true,
            List.of(DigestAlgorithm.MD5),
            true,
            Optional.empty(),
            false,
            true);

    public Manner {
        digests = List.copyOf(digests);
    }

    /** The same in another charset. */
    public Manner withCharset(Charset other) {
        return new Manner(
                edition,
                other,
                gb18030Bytes || other.equals(GbText.GB18030),
                catalogEvent,
                dateInMillis,
                digests,
                digestQop,
                streamAttribute,
                originIsChannel,
                subjectHasSsrc);
    }

    /** The same with the channel's id in {@code o=}, as NCG has it. */
    public Manner withChannelAsOrigin() {
        return new Manner(
                edition,
                charset,
                gb18030Bytes,
                catalogEvent,
                dateInMillis,
                digests,
                digestQop,
                streamAttribute,
                true,
                subjectHasSsrc);
    }

    public boolean is2022() {
        return edition == GbEdition.GB2022;
    }

    /** A catalog item as a platform of its edition has it. */
    public CatalogItem asWritten(CatalogItem item) {
        return is2022() ? item.toBuilder().owner(null).safetyWay(null).build() : item;
    }

    public DigestSettings challenges() {
        return new DigestSettings(digests, digestQop, NONCE_LIFE, MAX_USED_NONCES);
    }
}
