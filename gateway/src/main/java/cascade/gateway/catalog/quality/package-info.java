/**
 * Quality of collected catalogs: what a lower's catalog is found wanting in, by the rules that inspectors of a city grade
 * (GB/T 28181-2016 annexes D and O, GB/T 28181-2022 annexes E and J).
 *
 * <p>Values and checks of them, without input or output and without a clock: the nodes are handed in some at a time, on
 * any one thread, so that a city's catalog can be read in slices on the control loop and judged on a worker.
 */
@NullMarked
package cascade.gateway.catalog.quality;

import org.jspecify.annotations.NullMarked;
