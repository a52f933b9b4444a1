/**
 * Registration (GB/T 28181-2016 9.1, <a href="https://datatracker.ietf.org/doc/html/rfc3261#section-10">RFC 3261 section
 * 10</a>): ours with an upper, which is refreshed and kept alive, and the states of a lower's binding with us. Control loop
 * only.
 */
@NullMarked
package cascade.gateway.domain.register;

import org.jspecify.annotations.NullMarked;
