package io.herald.console.demo;

/** A name in both languages, either of which may be empty. */
record Name(String zh, String en) {
    @Override
    public String toString() {
        return (zh == null ? "" : zh) + (zh == null || en == null ? "" : " ") + (en == null ? "" : en);
    }
}
