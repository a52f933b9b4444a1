package cascade.gateway.admin;

/**
 * Refusal of a request as an exception, with its {@link Problem}. Without a stack trace: it says nothing about our
 * code.
 */
final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
