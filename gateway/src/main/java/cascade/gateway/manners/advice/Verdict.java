package cascade.gateway.manners.advice;

import cascade.gateway.explain.finding.Text;

/** Verdict on which profile fits: one does, one may, or too little was seen to tell. */
public sealed interface Verdict {

    /** The same in words, for operators. */
    Text sentence();

    /** One profile, and no other nearly as well. */
    record Fits(String profile, Text sentence) implements Verdict {}

    /** One profile for now; what is to be seen yet may tell otherwise. */
    record Perhaps(String profile, Text sentence) implements Verdict {}

    /** No profile can be named yet. */
    record NotEnough(Text sentence) implements Verdict {}
}
