package io.herald.provider;

/** What a route answers when asked about an attempt. */
public sealed interface Finding {
    /** The provider has it. */
    record Found(Report report) implements Finding {}

    /** The provider never got it: it may be sent again. */
    record NotFound() implements Finding {}

    /** The provider cannot say, or could not be asked now. */
    record CannotTell(String why) implements Finding {}
}
