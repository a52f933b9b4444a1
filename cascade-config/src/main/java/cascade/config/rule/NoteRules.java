package cascade.config.rule;

import cascade.config.GatewayConfig;
import cascade.config.file.Problems;
import cascade.config.quirk.NoteUse;

/** Rule of signalling authentication: no Note can be made or checked without the secret that both sides know. */
public final class NoteRules {

    private NoteRules() {}

    public static void check(GatewayConfig config, Problems problems) {
        config.domains()
                .filter(domain -> domain.profile().note() != NoteUse.OFF
                        && domain.note().secret().isEmpty())
                .forEach(domain -> problems.addAbsence(
                        DomainWarnings.path(domain).child("note").child("secret"),
                        "missing although quirks.note asks for a Note in each message",
                        "the secret agreed with the peer, such as ${?CITY_NOTE_SECRET} with that variable set"));
    }
}
