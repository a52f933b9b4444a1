/** Capture files of traces: each message as the packet that it was, as far as addresses, ports and times go. Any thread. */
@NullMarked
package cascade.gateway.trace.pcap;

import org.jspecify.annotations.NullMarked;
