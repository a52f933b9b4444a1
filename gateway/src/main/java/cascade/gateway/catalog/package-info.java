/**
 * Catalogs (目录): collected from the lowers, kept in one tree, shown to each upper as its share.
 *
 * <pre>
 *   lower --- collect ------> tree ------> share ------> serve --- upper
 *             CollectedCatalog             ShareView     ServedCatalog
 *             LowerQuery                                 AnswerSender
 *             CatalogSubscriber                          CatalogNotifier
 * </pre>
 *
 * {@link cascade.gateway.catalog.Catalogs} is the way in. The dispatch tables hand it the catalog's commands and event
 * package; each request is answered exactly once, what is not understood with a Warning in plain words. Calls and
 * commands ask it what a channel id means. It hears itself of domains that come and go, and domains may be added,
 * changed and removed while it runs. Control loop only. GB/T 28181-2016 9.5, 9.11.3, annexes N, O, P; GB/T 28181-2022
 * annexes J, M, N.
 */
@NullMarked
package cascade.gateway.catalog;

import org.jspecify.annotations.NullMarked;
