@NullMarked
package cascade.gateway.domain.security;

import org.jspecify.annotations.NullMarked;
