/**
 * Grafana's boards as code: a {@link cascade.monitoring.board.Board} of {@link cascade.monitoring.board.Panel}s is written
 * to {@code monitoring/grafana/dashboards} as Grafana reads it. {@code make boards} writes them.
 */
@NullMarked
package cascade.monitoring.board;

import org.jspecify.annotations.NullMarked;
