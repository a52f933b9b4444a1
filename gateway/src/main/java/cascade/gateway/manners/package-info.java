/**
 * Manners of peers: what each was seen to do on the wire, and the profile and keys that this asks for.
 *
 * <p>{@link cascade.gateway.manners.Manners} hears the messages; {@code look} reads them for what differs between products,
 * {@code trait} keeps what was seen, in bounded memory, and {@code advice} judges it by values alone. Media are looked at
 * through what legs know already, never on the path of a packet.
 */
@NullMarked
package cascade.gateway.manners;

import org.jspecify.annotations.NullMarked;
