/**
 * What a relayed packet costs, measured on the machine at hand, beside rtpengine and a reference in C where they are to
 * be had: {@code make bench-media}.
 *
 * <pre>
 *   CPU 0, this process                  CPU 1, a process of its own
 *   {@link cascade.gateway.bench.Cameras} ----------------------> {@link cascade.gateway.bench.Relay} --+
 *   {@link cascade.gateway.bench.Sink}  <--------------------------------------+
 * </pre>
 *
 * <p>Every packet carries who sent it and when; every packet is checked. The figures are ratios: absolute ones are the
 * machine's, and change with the hour.
 */
@NullMarked
package cascade.gateway.bench;

import org.jspecify.annotations.NullMarked;
