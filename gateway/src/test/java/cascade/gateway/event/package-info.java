@NullMarked
package cascade.gateway.event;

import org.jspecify.annotations.NullMarked;
