/**
 * Files of the console, the operators' page at {@code /}: read once from the jar, sent compressed and with the headers that
 * keep foreign script out.
 */
@NullMarked
package cascade.gateway.admin.console;

import org.jspecify.annotations.NullMarked;
