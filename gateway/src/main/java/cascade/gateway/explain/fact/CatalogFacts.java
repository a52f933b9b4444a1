package cascade.gateway.explain.fact;

import cascade.gateway.catalog.collect.CatalogAnswer;

/** A lower whose channels the upper may see, and what it told of them. */
public record CatalogFacts(PlatformFacts lower, CatalogAnswer answer) {}
