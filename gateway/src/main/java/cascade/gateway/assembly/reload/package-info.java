/**
 * Live reload of the configuration: what asks for one, the order of its steps, and the configuration in force.
 *
 * <p>A changed file, SIGHUP and {@code POST /api/v1/reload} go through one {@link
 * cascade.gateway.assembly.reload.Reloader}. Files are read and checked on a worker; everything else runs on the control
 * loop. The parts of the gateway that a reload touches are behind {@link
 * cascade.gateway.assembly.reload.ReloadTarget}.
 */
@org.jspecify.annotations.NullMarked
package cascade.gateway.assembly.reload;
