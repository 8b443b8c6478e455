package io.herald.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages, checked against their templates when the program is built. */
@CheckedTemplate
final class Pages {
    private Pages() {}

    /** {@code card.html} */
    static native TemplateInstance card(Card card, String token);

    /**
     * {@code code.html}
     *
     * @param answer what became of a code, null when none was typed yet
     */
    static native TemplateInstance code(String answer);

    /** {@code nothing.html} */
    static native TemplateInstance nothing();
}
