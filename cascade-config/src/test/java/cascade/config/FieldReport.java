package cascade.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A row of {@code gateway/docs/field.md} that this test, or the tests of this class, would not let come back.
 *
 * <p>The gateway's tests, which this module cannot see, have the same annotation and write the page.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(FieldReport.All.class)
public @interface FieldReport {

    /** The row's id, e.g. {@code operator 4}. */
    String value();

    /** Which part of the row, where it is not all of it. */
    String part() default "";

    /** Several rows of one test. */
    @Retention(RetentionPolicy.SOURCE)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface All {
        FieldReport[] value();
    }
}
