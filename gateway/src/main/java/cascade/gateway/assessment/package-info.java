/**
 * Assessment (考核) of the lowers: what inspectors grade, measured here. {@code Assessments} keeps for each lower its online
 * rates, what came of every opening of a live stream, and how much of the last day its recorders have; {@code Patrol} opens
 * channels that nobody watches, {@code RecordSampler} asks for recordings, each channel once a round. Knows no SIP, no catalog
 * and no call: what it needs of them are its {@code AssessedLowers}, {@code RecordSource} and
 * {@link cascade.gateway.call.probe.ChannelProbe}.
 */
@NullMarked
package cascade.gateway.assessment;

import org.jspecify.annotations.NullMarked;
