/**
 * Meters of the running gateway: what features count in their own terms, sampled or handed on to {@code monitoring}. {@link
 * cascade.gateway.assembly.metering.GatewayMeters} holds those that follow domains and networks as they come and go.
 */
@NullMarked
package cascade.gateway.assembly.metering;

import org.jspecify.annotations.NullMarked;
