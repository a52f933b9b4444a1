/** Tests of how trouble with peers is counted and told. */
@NullMarked
package cascade.gateway.catalog.context;

import org.jspecify.annotations.NullMarked;
