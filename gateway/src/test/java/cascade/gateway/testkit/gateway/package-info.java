/** The whole gateway for tests: in this process, as a process of its own, between scripted platforms, between simulated ones. */
@NullMarked
package cascade.gateway.testkit.gateway;

import org.jspecify.annotations.NullMarked;
