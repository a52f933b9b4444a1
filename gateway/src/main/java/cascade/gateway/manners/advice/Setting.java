package cascade.gateway.manners.advice;

import cascade.gateway.explain.finding.Text;

/**
 * Setting to change in the configuration of a domain.
 *
 * @param key below {@code domains.NAME}
 * @param value as the configuration writes it, text without quotes
 * @param present the value now in force
 */
public record Setting(String key, String value, String present, Text reason) {}
