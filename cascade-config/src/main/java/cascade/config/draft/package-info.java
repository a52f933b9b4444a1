/**
 * Drafts of the configuration: each section as it was read, perhaps with holes where a value was faulty. Rules look at
 * drafts; once there is no problem, a draft builds its record.
 */
@NullMarked
package cascade.config.draft;

import org.jspecify.annotations.NullMarked;
