/** The field reports and the tests that hold them: the annotation, the list of rows and the page made of both. */
@NullMarked
package cascade.gateway.field;

import org.jspecify.annotations.NullMarked;
