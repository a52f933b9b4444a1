package cascade.config.domain;

import cascade.config.value.Require;
import cascade.config.value.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * Signalling authentication with one peer (信令认证, GB/T 28181-2022 8.3): what both sides know, for the Note header. Whether
 * and how it is used is a matter of the peer's profile.
 *
 * @param secret the shared secret; empty where none is agreed
 * @param window how far a message's Date may be from our time, either way
 */
public record NoteConfig(Optional<Secret> secret, Duration window) {

    public NoteConfig {
        Require.positive("note.window", window);
    }
}
