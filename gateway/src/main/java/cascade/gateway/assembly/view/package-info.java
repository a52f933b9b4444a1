/** Features as the admin side sees them: an {@link cascade.gateway.admin.AdminView} over domains, catalogs and calls. */
@NullMarked
package cascade.gateway.assembly.view;

import org.jspecify.annotations.NullMarked;
