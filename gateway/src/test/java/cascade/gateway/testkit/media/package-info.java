/** Far ends of media legs for tests: cameras and viewers over UDP and TCP, films whose every byte is known, RTCP by hand. */
@NullMarked
package cascade.gateway.testkit.media;

import org.jspecify.annotations.NullMarked;
