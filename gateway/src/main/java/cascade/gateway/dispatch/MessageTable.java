package cascade.gateway.dispatch;

import cascade.gateway.domain.Domain;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.sip.transaction.ServerTransaction;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Command table of one role: handlers by root element and CmdType (in whatever case). Control loop only.
 *
 * @param <D> role of the senders
 */
public final class MessageTable<D extends Domain> {

    private record Command(Root root, String cmdType) {
        static Command of(Root root, String cmdType) {
            return new Command(root, cmdType.toLowerCase(Locale.ROOT));
        }
    }

    private final Map<Command, MessageHandler<D>> rows = new HashMap<>();
    private final Map<Root, MessageHandler<D>> otherwise = new EnumMap<>(Root.class);
    private final NotServed notServed;

    public MessageTable(NotServed notServed) {
        this.notServed = notServed;
    }

    /** Adds a row; a command has one handler. */
    public MessageTable<D> row(Root root, String cmdType, MessageHandler<D> handler) {
        if (rows.putIfAbsent(Command.of(root, cmdType), handler) != null) {
            throw new IllegalArgumentException(root.element() + " " + cmdType + ": has a handler already");
        }
        return this;
    }

    /** Adds the row of all commands of that root that have none of their own. */
    public MessageTable<D> otherwise(Root root, MessageHandler<D> handler) {
        otherwise.put(root, handler);
        return this;
    }

    /** Hands the message to the handler of its command, or answers that it is not served. */
    public void dispatch(ServerTransaction transaction, D sender, ManscdpMessage message) {
        MessageHandler<D> handler =
                rows.getOrDefault(Command.of(message.root(), message.cmdType()), otherwise.get(message.root()));
        if (handler == null) {
            notServed.refuse(transaction, sender, message);
        } else {
            handler.onMessage(transaction, sender, message);
        }
    }
}
