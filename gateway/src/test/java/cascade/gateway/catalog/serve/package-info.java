/** Tests of answers and notifications to uppers. */
@NullMarked
package cascade.gateway.catalog.serve;

import org.jspecify.annotations.NullMarked;
