/**
 * Relay of commands between uppers and lowers: queries, controls, their answers, and what lowers report by themselves.
 *
 * <p>{@link cascade.gateway.command.CommandTable} says of each command who may ask for it and what comes back; a command
 * that it does not list is passed on all the same. An {@link cascade.gateway.command.Exchange} is one relayed command: the
 * asker's SN above, our own below, one answer. Above {@code catalog}, whose shares say which channel an id means.
 * GB/T 28181-2016 9.3, 9.5, 9.7, annex A; GB/T 28181-2022 annex A. Control loop only.
 */
@NullMarked
package cascade.gateway.command;

import org.jspecify.annotations.NullMarked;
