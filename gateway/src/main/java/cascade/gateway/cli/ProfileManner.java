package cascade.gateway.cli;

import cascade.config.Quirk;
import cascade.config.load.ShippedProfile;
import cascade.config.quirk.DateForm;
import cascade.config.quirk.EventForm;
import cascade.config.quirk.SdpOrigin;
import cascade.config.quirk.StreamAttribute;
import cascade.config.quirk.SubjectSequence;
import cascade.gateway.gb.edition.GbEdition;
import cascade.gateway.gb.sdp.StreamIndex;
import cascade.gateway.simulator.Manner;
import cascade.gateway.sip.auth.DigestAlgorithm;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Manner of a simulated platform that speaks as a vendor profile says the product does. */
final class ProfileManner {

    private ProfileManner() {}

    static Manner of(ShippedProfile profile) {
        return new Manner(
                GbEdition.valueOf(profile.edition().name()),
                profile.charset(),
                profile.isOn(Quirk.GB18030_BYTES),
                switch (profile.choice(Quirk.EVENT_FORM, EventForm.class)) {
                    case CATALOG_ID -> "Catalog;id=%d";
                    case CATALOG -> "Catalog";
                    case PRESENCE -> "presence";
                },
                profile.choice(Quirk.DATE_FORM, DateForm.class) == DateForm.MILLIS,
                digests(profile.words(Quirk.CHALLENGE_DIGEST)),
                profile.isOn(Quirk.CHALLENGE_QOP),
                switch (profile.choice(Quirk.STREAM_ATTRIBUTE, StreamAttribute.class)) {
                    case NONE -> Optional.empty();
                    case STREAM_MODE -> Optional.of(StreamIndex.Form.STREAM_MODE);
                    case STREAM_PROFILE -> Optional.of(StreamIndex.Form.STREAM_PROFILE);
                    case STREAM -> Optional.of(StreamIndex.Form.STREAM);
                    case STREAM_NUMBER -> Optional.of(StreamIndex.Form.STREAM_NUMBER);
                },
                profile.choice(Quirk.SDP_ORIGIN, SdpOrigin.class) == SdpOrigin.CHANNEL,
                profile.choice(Quirk.SUBJECT_SEQUENCE, SubjectSequence.class) == SubjectSequence.SSRC);
    }

    private static List<DigestAlgorithm> digests(List<String> words) {
        return words.stream()
                .map(word ->
                        DigestAlgorithm.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
                .toList();
    }
}
