package cascade.monitoring.board;

import static cascade.monitoring.board.Boards.DOMAIN;
import static cascade.monitoring.board.Boards.domain;
import static cascade.monitoring.board.Boards.perMinute;
import static cascade.monitoring.board.Panel.timeSeries;

/** Messages and their answers, calls and their ends. */
final class SignallingBoard {

    /** Senders that are no platform of ours count as unknown. */
    private static final String DOMAIN_OR_UNKNOWN = DOMAIN.replace("$domain", "$domain|unknown");

    private SignallingBoard() {}

    static Board board() {
        return new Board(BoardName.SIGNALLING, Variable.DATASOURCE, Variable.INSTANCE, Variable.ROLE, Variable.DOMAIN)
                .heading("Calls", "呼叫")
                .row(8, DomainBoard.failures(), DomainBoard.ended(), DomainBoard.setup())
                .heading("Messages", "消息")
                .row(8, DomainBoard.messages(), refusals(), DomainBoard.transactions())
                .row(8, DomainBoard.retransmissions(), repairs(), rejected())
                .heading("Registrations, subscriptions, commands", "注册、订阅、命令")
                .row(8, DomainBoard.registrations(), DomainBoard.subscriptions())
                .row(8, DomainBoard.commands(), DomainBoard.commandTime());
    }

    private static Panel refusals() {
        return timeSeries("Answers from 400 on", "4xx 及以上应答", Unit.PER_MINUTE)
                .ask(
                        perMinute(
                                "domain, direction, method, status",
                                "cascade_sip_messages_total",
                                domain("status=~\"[4-6]..\"")),
                        "{{domain}} {{direction}} {{method}} {{status}}")
                .note(
                        "direction out: we refuse; in: the platform does. 401 is the normal start of a registration with a"
                                + " password. out 为网关拒绝，in 为对端拒绝；401 是带密码注册的正常过程。");
    }

    private static Panel repairs() {
        return timeSeries("Repairs", "容错修复", Unit.PER_MINUTE)
                .ask(perMinute("domain, kind", "cascade_sip_repairs_total", DOMAIN_OR_UNKNOWN), "{{domain}} {{kind}}");
    }

    private static Panel rejected() {
        return timeSeries("Turned away", "拒收", Unit.PER_MINUTE)
                .ask(perMinute("domain, kind", "cascade_sip_rejected_total", DOMAIN_OR_UNKNOWN), "{{domain}} {{kind}}");
    }
}
