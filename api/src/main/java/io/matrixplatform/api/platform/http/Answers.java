package io.matrixplatform.api.platform.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a route answers whose return type does not say it: a {@code Response}, or what it streams. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Answers {
    /** Type of the body; {@code Void} for none. */
    Class<?> value();

    /** Of success. */
    int status() default 201;
}
