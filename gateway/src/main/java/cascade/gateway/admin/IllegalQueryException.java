package cascade.gateway.admin;

/** A query that is not percent-encoded UTF-8. */
final class IllegalQueryException extends RuntimeException {

    IllegalQueryException() {
        super("the query is not percent-encoded UTF-8", null, false, false);
    }
}
