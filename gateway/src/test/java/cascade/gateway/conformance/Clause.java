package cascade.gateway.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A row of {@code gateway/docs/conformance.md} that this test, or the tests of this class, show: a clause of GB/T 28181, or an
 * item of the list that an upper platform tests.
 *
 * <p>{@link ConformancePageTest} reads it from the sources, so that tests of every module can have one.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(Clause.All.class)
public @interface Clause {

    /** The row's id, e.g. {@code 9.7}, {@code 2022 9.1.2.3} or {@code list heartbeat}. */
    String value();

    /** Which part of the row, where it is not all of it. */
    String part() default "";

    /** Several rows of one test. */
    @Documented
    @Retention(RetentionPolicy.SOURCE)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface All {
        Clause[] value();
    }
}
