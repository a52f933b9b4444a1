/**
 * Catalog answers and notifications to the uppers: a {@link cascade.gateway.catalog.serve.ServedCatalog} answers one
 * upper's queries part by part and keeps its subscriptions, out of its share of the tree; nothing here knows how a lower
 * is asked. Control loop only. GB/T 28181-2016 9.5 and 9.11.3, annexes N, O, P; GB/T 28181-2022 annexes M and N.
 */
@NullMarked
package cascade.gateway.catalog.serve;

import org.jspecify.annotations.NullMarked;
