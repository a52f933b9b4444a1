@NullMarked
package cascade.gateway.command;

import org.jspecify.annotations.NullMarked;
