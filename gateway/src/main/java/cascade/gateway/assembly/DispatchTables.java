package cascade.gateway.assembly;

import cascade.gateway.catalog.Catalogs;
import cascade.gateway.command.Commands;
import cascade.gateway.dispatch.EventTable;
import cascade.gateway.dispatch.MessageHandler;
import cascade.gateway.dispatch.MessageTable;
import cascade.gateway.dispatch.NotServed;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.event.Events;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.sip.SipObserver;
import java.util.List;

/**
 * Rows of all features: which command and which event package of which role goes where. Adding a command is adding a row.
 * Control loop only.
 */
public record DispatchTables(
        MessageTable<UpperDomain> upperMessages,
        MessageTable<LowerDomain> lowerMessages,
        EventTable<UpperDomain> subscribes,
        EventTable<LowerDomain> notifies) {

    /** @param calls what belongs to calls */
    public static DispatchTables of(
            Domains domains,
            Catalogs catalogs,
            MessageFeatures messages,
            CallMessages calls,
            NotServed notServed,
            SipObserver observer) {
        Commands commands = messages.commands();
        Events events = messages.events();
        return new DispatchTables(
                upperMessages(catalogs, commands, calls, notServed),
                lowerMessages(domains, catalogs, commands, events, calls, notServed),
                new EventTable<>(List.of(events.subscribes(), catalogs.subscribes()), observer),
                new EventTable<>(List.of(events.notifies(), catalogs.notifies()), observer));
    }

    private static MessageTable<UpperDomain> upperMessages(
            Catalogs catalogs, Commands commands, CallMessages calls, NotServed notServed) {
        return new MessageTable<UpperDomain>(notServed)
                .row(Root.QUERY, "Catalog", catalogs::onMessage)
                .row(Root.RESPONSE, "Catalog", catalogs::onMessage)
                .row(Root.QUERY, "DeviceInfo", unlessOurs(catalogs, commands))
                .row(Root.QUERY, "DeviceStatus", unlessOurs(catalogs, commands))
                .otherwise(Root.QUERY, commands::onCommand)
                .otherwise(Root.CONTROL, commands::onCommand)
                .row(Root.NOTIFY, "Broadcast", calls.broadcast())
                // these go upwards only
                .row(Root.NOTIFY, "Keepalive", notServed::refuse)
                .row(Root.NOTIFY, "Catalog", notServed::refuse)
                .row(Root.NOTIFY, "MediaStatus", notServed::refuse)
                .otherwise(Root.NOTIFY, commands::onCommand)
                .otherwise(Root.RESPONSE, commands::onUpperResponse);
    }

    private static MessageTable<LowerDomain> lowerMessages(
            Domains domains,
            Catalogs catalogs,
            Commands commands,
            Events events,
            CallMessages calls,
            NotServed notServed) {
        return new MessageTable<LowerDomain>(notServed)
                .row(
                        Root.NOTIFY,
                        "Keepalive",
                        (transaction, sender, message) ->
                                domains.registrar().onKeepalive(transaction, (Keepalive) message))
                .row(Root.RESPONSE, "Catalog", catalogs::onMessage)
                .row(Root.NOTIFY, "Catalog", catalogs::onMessage)
                .row(Root.RESPONSE, "Broadcast", calls.broadcastResponse())
                .otherwise(Root.RESPONSE, commands::onResponse)
                .row(Root.NOTIFY, "MediaStatus", calls.mediaStatus())
                .otherwise(Root.NOTIFY, events::onMessage)
                .row(Root.QUERY, "Catalog", catalogs::onMessage)
                .row(Root.QUERY, "DeviceInfo", catalogs::onMessage)
                .row(Root.QUERY, "DeviceStatus", catalogs::onMessage);
    }

    /** The catalog knows what we are as a device, the lowers know their own. */
    private static MessageHandler<UpperDomain> unlessOurs(Catalogs catalogs, Commands commands) {
        return (transaction, upper, message) -> {
            boolean ours = message.target().filter(upper::knowsUsAs).isPresent();
            if (ours) {
                catalogs.onMessage(transaction, upper, message);
            } else {
                commands.onCommand(transaction, upper, message);
            }
        };
    }
}
