/** Security of the hop to a peer: signalling authentication, and the place of GB 35114. */
@NullMarked
package cascade.gateway.domain.security;

import org.jspecify.annotations.NullMarked;
