/** Facts that an explanation goes by: values of the features at one moment, and nothing that could change under it. */
@NullMarked
package cascade.gateway.explain.fact;

import org.jspecify.annotations.NullMarked;
