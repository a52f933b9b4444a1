/** What an explanation consists of: causes, findings, steps, and texts in the two languages of operators. */
@NullMarked
package cascade.gateway.explain.finding;

import org.jspecify.annotations.NullMarked;
