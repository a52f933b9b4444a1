/**
 * Dialogs (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-12">RFC 3261 section 12</a>): the tags, CSeq
 * numbers, remote target and route set of each side, and the table that finds them by Call-ID, tags and domain. Control loop
 * only.
 */
@NullMarked
package cascade.gateway.sip.dialog;

import org.jspecify.annotations.NullMarked;
