/**
 * Bridge between editions of GB/T 28181: what a message of one side is written as on the other where 2011, 2016 and 2022 have
 * another form of the same thing. Values only, any thread. {@code gateway/docs/editions.md} lists the differences.
 */
@NullMarked
package cascade.gateway.gb.edition;

import org.jspecify.annotations.NullMarked;
