package cascade.gateway.assembly;

import cascade.gateway.catalog.Catalogs;
import cascade.gateway.dispatch.EventTable;
import cascade.gateway.dispatch.MessageTable;
import cascade.gateway.dispatch.NotServed;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
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

    public static DispatchTables of(Domains domains, Catalogs catalogs, NotServed notServed, SipObserver observer) {
        return new DispatchTables(
                upperMessages(catalogs, notServed),
                lowerMessages(domains, catalogs, notServed),
                new EventTable<>(List.of(catalogs.subscribes()), observer),
                new EventTable<>(List.of(catalogs.notifies()), observer));
    }

    private static MessageTable<UpperDomain> upperMessages(Catalogs catalogs, NotServed notServed) {
        return new MessageTable<UpperDomain>(notServed)
                .row(Root.QUERY, "Catalog", catalogs::onMessage)
                .row(Root.QUERY, "DeviceInfo", catalogs::onMessage)
                .row(Root.QUERY, "DeviceStatus", catalogs::onMessage)
                .row(Root.RESPONSE, "Catalog", catalogs::onMessage)
                .row(Root.RESPONSE, "DeviceInfo", catalogs::onMessage)
                .row(Root.RESPONSE, "DeviceStatus", catalogs::onMessage);
    }

    private static MessageTable<LowerDomain> lowerMessages(Domains domains, Catalogs catalogs, NotServed notServed) {
        return new MessageTable<LowerDomain>(notServed)
                .row(
                        Root.NOTIFY,
                        "Keepalive",
                        (transaction, sender, message) ->
                                domains.registrar().onKeepalive(transaction, (Keepalive) message))
                .row(Root.RESPONSE, "Catalog", catalogs::onMessage)
                .row(Root.NOTIFY, "Catalog", catalogs::onMessage)
                .row(Root.RESPONSE, "DeviceInfo", catalogs::onMessage)
                .row(Root.RESPONSE, "DeviceStatus", catalogs::onMessage)
                .row(Root.QUERY, "Catalog", catalogs::onMessage)
                .row(Root.QUERY, "DeviceInfo", catalogs::onMessage)
                .row(Root.QUERY, "DeviceStatus", catalogs::onMessage);
    }
}
