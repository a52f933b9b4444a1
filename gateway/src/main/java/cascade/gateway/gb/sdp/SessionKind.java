package cascade.gateway.gb.sdp;

import java.util.Locale;
import java.util.Optional;

/** Kind of session that an offer asks for, its {@code s=} line (操作类型): GB/T 28181-2016 annex F. */
public enum SessionKind {
    /** Live (实时点播). */
    PLAY("Play"),
    /** History (历史回放). */
    PLAYBACK("Playback"),
    DOWNLOAD("Download"),
    /** Two-way voice (语音对讲), 2016 only. */
    TALK("Talk");

    private final String sessionName;

    SessionKind(String sessionName) {
        this.sessionName = sessionName;
    }

    public String sessionName() {
        return sessionName;
    }

    static Optional<SessionKind> of(String sessionName) {
        String wanted = sessionName.toLowerCase(Locale.ROOT);
        for (SessionKind kind : values()) {
            if (kind.sessionName.toLowerCase(Locale.ROOT).equals(wanted)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
