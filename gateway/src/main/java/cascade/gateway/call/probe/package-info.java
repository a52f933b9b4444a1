/**
 * Opening of channels that nobody asked for, to see whether they have a picture (点播抽查): {@code ChannelProbe}, and what came
 * of any opening of a live stream, of a probe's or of a viewer's.
 */
@NullMarked
package cascade.gateway.call.probe;

import org.jspecify.annotations.NullMarked;
