/**
 * Values of the admin API: made by the gateway on the control loop, turned into JSON on any thread. Every value writes
 * its own JSON, all fields always, {@code null} for what is not known; {@code openapi.json} describes it.
 */
@NullMarked
package cascade.gateway.admin.view;

import org.jspecify.annotations.NullMarked;
