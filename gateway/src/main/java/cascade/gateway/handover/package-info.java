/**
 * Handover of a process to the one that follows it: what is told to the service manager (<a
 * href="https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html">sd_notify(3)</a>), the sockets in its
 * file-descriptor store, and a keeper of ours that does the same where there is no systemd.
 *
 * <pre>
 *   gateway --- READY, STATUS, WATCHDOG, STOPPING ---------&gt; service manager: systemd, or our Keeper
 *           --- FDSTORE=1 and a duplicate of a socket -----&gt;   holds it while we are dead
 *           &lt;-- LISTEN_FDS, or the keeper's answer ---------   gives it to the next gateway
 * </pre>
 *
 * <p>Nobody waits for the service manager: what is told goes through a queue that a thread of its own empties.
 */
@NullMarked
package cascade.gateway.handover;

import org.jspecify.annotations.NullMarked;
