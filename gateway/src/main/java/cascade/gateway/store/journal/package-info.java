/**
 * The embedded store: an append-only journal of records on the local disk, compacted into snapshots; {@code docs/adr/0004}
 * says why no library.
 *
 * <p>The folder holds one {@code snapshot-N}, which says what was kept when {@code journal-N} began, and the journals from
 * N on. One thread writes, one calls fdatasync, one compacts; none of them is the control loop.
 */
@NullMarked
package cascade.gateway.store.journal;

import org.jspecify.annotations.NullMarked;
