package cascade.gateway.command;

import cascade.config.Permission;
import cascade.gateway.gb.edition.GbEdition;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import java.util.Optional;

/**
 * Row of the command table: a command of an upper, and what it calls for. Immutable, any thread.
 *
 * @param label its name in metrics and logs
 * @param element child element that makes the command, where CmdType does not tell: the kinds of DeviceControl
 * @param permission what an upper needs for it
 * @param limit wait for the lower's answer; of an answer in parts, for the next one
 * @param changes whether it changes something at the lower, and is audited
 * @param since edition that has it
 */
record CommandRow(
        String label,
        Root root,
        String cmdType,
        Optional<String> element,
        Permission permission,
        Reply reply,
        TimeLimit limit,
        boolean changes,
        GbEdition since) {

    static CommandRow query(String cmdType, Permission permission, Reply reply) {
        return new CommandRow(
                cmdType,
                Root.QUERY,
                cmdType,
                Optional.empty(),
                permission,
                reply,
                TimeLimit.RESPONSE,
                false,
                GbEdition.GB2011);
    }

    static CommandRow deviceControl(String element, Permission permission, Reply reply) {
        return new CommandRow(
                element,
                Root.CONTROL,
                "DeviceControl",
                Optional.of(element),
                permission,
                reply,
                TimeLimit.RESPONSE,
                true,
                GbEdition.GB2011);
    }

    /** A DeviceControl that changes nothing. */
    CommandRow harmless() {
        return new CommandRow(label, root, cmdType, element, permission, reply, limit, false, since);
    }

    CommandRow within(TimeLimit other) {
        return new CommandRow(label, root, cmdType, element, permission, reply, other, changes, since);
    }

    CommandRow since(GbEdition edition) {
        return new CommandRow(label, root, cmdType, element, permission, reply, limit, changes, edition);
    }

    boolean matches(ManscdpMessage message) {
        return message.root() == root
                && message.cmdType().equals(cmdType)
                && element.map(wanted -> message instanceof Other other
                                && other.tree().child(wanted).isPresent())
                        .orElse(true);
    }
}
