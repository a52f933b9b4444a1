/**
 * Events that lowers report and uppers subscribe to: alarms, positions of mobile devices and of PTZ heads.
 *
 * <p>Uppers subscribe at us ({@link cascade.gateway.event.UpperEvents}), we at the lowers whose channels they may see, once
 * for any number of uppers ({@link cascade.gateway.event.LowerEvents}). {@link cascade.gateway.event.Reports} passes what a
 * lower tells on to each upper that may know it. On top of {@code subscription} (RFC 6665), beside {@code catalog}, whose
 * shares decide. GB/T 28181-2016 9.4, 9.5.3, 9.11; GB/T 28181-2022 9.4, 9.5.3, 9.11. Control loop only.
 */
@NullMarked
package cascade.gateway.event;

import org.jspecify.annotations.NullMarked;
