/**
 * Access to the admin side: accounts with bcrypt passwords, a bearer token, the sessions of browsers, and the waiting that
 * slows down who guesses. Knows no routes; {@code AccessGuard} asks it for each request.
 */
@NullMarked
package cascade.gateway.admin.access;

import org.jspecify.annotations.NullMarked;
