/** Placeholder. */
@org.jspecify.annotations.NullMarked
package cascade.gateway;
