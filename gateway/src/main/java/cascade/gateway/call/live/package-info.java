/** Live play (实时视音频点播, GB/T 28181-2016 9.2): its kind of session, and key frames for a viewer that joins. */
@NullMarked
package cascade.gateway.call.live;

import org.jspecify.annotations.NullMarked;
