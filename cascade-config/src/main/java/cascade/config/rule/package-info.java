/**
 * Rules that hold between several keys or files (problems), and what keeps every rule but is hardly meant so (warnings).
 */
@NullMarked
package cascade.config.rule;

import org.jspecify.annotations.NullMarked;
