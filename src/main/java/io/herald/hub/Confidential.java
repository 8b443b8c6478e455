package io.herald.hub;

import io.herald.render.MessageTemplate;
import io.herald.render.Templates;
import jakarta.enterprise.context.ApplicationScoped;

/** Confidential notices: the card shows them, and every SMS about them says only that it does. */
@ApplicationScoped
class Confidential {
    private static final String TEMPLATE = "confidential-notice";

    private final Templates templates;

    Confidential(Templates templates) {
        this.templates = templates;
    }

    /** This text, or where it is confidential one whose SMS say nothing of it. */
    MessageTemplate text(MessageTemplate text, boolean confidential) {
        return confidential ? text.confidential(templates.own(TEMPLATE)) : text;
    }
}
