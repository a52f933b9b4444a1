/**
 * Subscriptions as SIP has them, whatever they are to: {@link cascade.gateway.subscription.Subscriber} keeps one of ours
 * at a peer, {@link cascade.gateway.subscription.Notifier} serves one of a peer at us.
 *
 * <p>Catalog, alarm and position bring an Event, bodies and the meaning of changes; dialogs, refreshing, expiry, back-off
 * and the order of NOTIFYs are here. <a href="https://datatracker.ietf.org/doc/html/rfc6665">RFC 6665</a>, GB/T 28181-2016
 * 9.11. Control loop only.
 */
@NullMarked
package cascade.gateway.subscription;

import org.jspecify.annotations.NullMarked;
