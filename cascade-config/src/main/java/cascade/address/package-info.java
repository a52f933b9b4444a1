/** IP addresses as text and by family: vocabulary that every module shares. Knows nothing of the program. */
@NullMarked
package cascade.address;

import org.jspecify.annotations.NullMarked;
