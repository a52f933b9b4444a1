/** Books of tests: pages that say which tests hold which row, read from annotations in the sources and a list of the rows. */
@NullMarked
package cascade.gateway.book;

import org.jspecify.annotations.NullMarked;
