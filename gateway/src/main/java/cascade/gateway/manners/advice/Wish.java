package cascade.gateway.manners.advice;

import cascade.gateway.manners.trait.Sighting;
import cascade.gateway.manners.trait.Trait;

/**
 * Wish of an observation for the value of one key.
 *
 * @param urgent whether the peer asks for it by what it does; else it does so itself, and may well take the other
 */
record Wish(String key, String value, Trait trait, Sighting sighting, boolean urgent) {}
