/**
 * Digest authentication (RFC 2617 as RFC 3261 section 22 uses it; GB/T 28181-2016 9.1, MD5): {@link
 * cascade.gateway.sip.auth.DigestClient} answers the challenges of an upper platform, {@link
 * cascade.gateway.sip.auth.DigestServer} challenges the lower ones.
 *
 * <p>Used by {@code cascade.gateway.domain} and by the simulators. Control loop only. Passwords, nonces and responses are
 * in no {@code toString} and no log.
 */
@NullMarked
package cascade.gateway.sip.auth;

import org.jspecify.annotations.NullMarked;
