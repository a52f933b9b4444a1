package cascade.gateway.profile;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Test that is run with every value of a profile's field, as a configuration writes it, and shows each on the wire. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ArgumentsSource(QuirkValues.class)
@interface EveryValueOf {

    /** Key of the field. */
    String value();

    /** Values, where they cannot be counted. */
    String[] as() default {};
}
