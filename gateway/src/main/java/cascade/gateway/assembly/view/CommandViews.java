package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.CommandView;
import cascade.gateway.command.CommandRecord;

/** Views of commands that are over. */
final class CommandViews {

    private CommandViews() {}

    static CommandView of(CommandRecord ended) {
        return new CommandView(
                ended.id(),
                ended.time(),
                ended.upper(),
                ended.lower(),
                ended.channel(),
                ended.command(),
                ended.cmdType(),
                ended.detail(),
                ended.user(),
                ended.sn(),
                ended.result().label(),
                ended.reason(),
                ended.duration());
    }
}
