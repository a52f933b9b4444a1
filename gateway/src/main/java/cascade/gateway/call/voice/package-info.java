/**
 * Voice (语音广播和对讲, GB/T 28181-2016 9.12): talk and broadcast as kinds of session, and who has the floor.
 */
@NullMarked
package cascade.gateway.call.voice;

import org.jspecify.annotations.NullMarked;
