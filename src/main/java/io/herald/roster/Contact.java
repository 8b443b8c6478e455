package io.herald.roster;

/** How an SMS reaches a recipient. */
public enum Contact {
    /** Their own phone. */
    OWN,
    /** An assistant's phone: the text says for whom it is. */
    ASSISTANT,
    /** No phone of theirs may be used; it goes to a liaison of their delegation, and the text says for whom it is. */
    LIAISON
}
