package cascade.gateway.catalog.tree;

import cascade.gateway.gb.manscdp.CatalogItem;

/**
 * Node of a lower's tree as it is kept beyond the process. Immutable, any thread.
 *
 * @param item what the lower told of it last, without event
 * @param reported the state that the lower reported, whether it is online or not
 */
public record KeptChannel(CatalogItem item, ChannelState reported) {}
