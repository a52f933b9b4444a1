@NullMarked
package cascade.gateway.assessment;

import org.jspecify.annotations.NullMarked;
