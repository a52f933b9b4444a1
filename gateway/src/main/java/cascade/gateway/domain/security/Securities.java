package cascade.gateway.domain.security;

import cascade.config.DomainConfig;
import cascade.config.Profile;
import cascade.config.quirk.NoteUse;
import cascade.config.value.Secret;
import cascade.gateway.sip.auth.HashFunction;
import cascade.gateway.sip.auth.SignallingDigest;
import java.time.InstantSource;

/** Maker of the {@link PeerSecurity} that a domain's configuration asks for. */
public final class Securities {

    private Securities() {}

    public static PeerSecurity of(DomainConfig domain, InstantSource clock) {
        Profile profile = domain.profile();
        if (profile.note() == NoteUse.OFF) {
            return PeerSecurity.NONE;
        }
        return new NoteSecurity(
                digest(profile),
                domain.note().secret().map(Secret::value).orElseThrow(),
                domain.note().window(),
                profile.note() == NoteUse.REQUIRED,
                clock);
    }

    private static SignallingDigest digest(Profile profile) {
        return new SignallingDigest(
                HashFunction.valueOf(profile.noteAlgorithm().name()),
                SignallingDigest.Input.valueOf(profile.noteInput().name()),
                SignallingDigest.Text.valueOf(profile.noteForm().name()));
    }
}
