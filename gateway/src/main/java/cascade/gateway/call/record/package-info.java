/** Call records, snapshots of running streams, and the comparison that finds what has no owner: values for the admin side. */
@NullMarked
package cascade.gateway.call.record;

import org.jspecify.annotations.NullMarked;
