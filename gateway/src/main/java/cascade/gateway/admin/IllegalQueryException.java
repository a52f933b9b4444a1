package cascade.gateway.admin;

/** Syntax error of a request's query: it is not percent-encoded UTF-8. */
final class IllegalQueryException extends RuntimeException {

    IllegalQueryException() {
        super("the query is not percent-encoded UTF-8", null, false, false);
    }
}
