/**
 * Catalog collection from the lowers: the query (目录查询) that a {@link cascade.gateway.catalog.collect.CollectedCatalog}
 * makes when its lower comes and now and then, and the subscription (目录订阅) to what changes in between. What they bring is
 * written into the tree; nothing here knows an upper. Control loop only. GB/T 28181-2016 9.5 and 9.11.3, annexes N and P.
 */
@NullMarked
package cascade.gateway.catalog.collect;

import org.jspecify.annotations.NullMarked;
