package cascade.gateway.manners.advice;

import cascade.gateway.explain.finding.Text;

/**
 * Reason for or against a profile.
 *
 * @param weight how much it counts, always positive
 * @param source where the claim is from
 */
public record Reason(Text what, int weight, String source) {}
