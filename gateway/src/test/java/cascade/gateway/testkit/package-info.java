/** What tests of several packages share. */
@NullMarked
package cascade.gateway.testkit;

import org.jspecify.annotations.NullMarked;
