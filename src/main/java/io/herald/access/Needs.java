package io.herald.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call an endpoint. Every method below {@code /api} has this or {@link Open}; one that has neither is closed to all but
 * administrators. The {@link Door} holds it, so that no method has to ask.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    /** One of these is enough. */
    Right[] value();

    /**
     * The method shows and touches the caller's own people alone, or nothing about people at all. Without it, those who have
     * people of their own (liaisons, residence chiefs) are refused.
     */
    boolean ownPeople() default false;

    /**
     * The method has no congress in its path and shows and touches the caller's own alone, or nothing of any. Without it, those
     * who belong to one congress are refused there.
     */
    boolean ownCongress() default false;
}
