@NullMarked
package cascade.gateway.domain.pace;

import org.jspecify.annotations.NullMarked;
