package io.herald.console.demo;

/** The demo cannot go on; the message is a sentence for whoever watches it. */
final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    DemoFailure(String sentence) {
        super(sentence);
    }

    DemoFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
