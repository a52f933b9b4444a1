/** Faults of a cascade, each brought about between scripted platforms, and what is said of it. */
@org.jspecify.annotations.NullMarked
package cascade.gateway.explain.fault;
