/**
 * Dispatch of MESSAGE, SUBSCRIBE and NOTIFY to features, after the sender is identified and the body is read, once each.
 *
 * <p>A {@link cascade.gateway.dispatch.MessageTable} goes by root element and CmdType, an
 * {@link cascade.gateway.dispatch.EventTable} by dialog and Event; what no row takes is answered by
 * {@link cascade.gateway.dispatch.NotServed}, and logged with its command, channel and SN. A new command is a new row; the
 * rows stand in {@code assembly.DispatchTables}. GB/T 28181-2016 annex A. Control loop only.
 */
@NullMarked
package cascade.gateway.dispatch;

import org.jspecify.annotations.NullMarked;
