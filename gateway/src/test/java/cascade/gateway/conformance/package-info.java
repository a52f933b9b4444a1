/** The conformance book: clauses of GB/T 28181 that concern a platform in a cascade, and the tests that show them. */
@NullMarked
package cascade.gateway.conformance;

import org.jspecify.annotations.NullMarked;
