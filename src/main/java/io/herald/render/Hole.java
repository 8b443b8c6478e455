package io.herald.render;

/**
 * The value of one hole in one rendering. It is a character sequence so that a condition finds an empty one false, and it
 * remembers whether it was printed, for only what was printed was told. One thread renders, so the flag needs no guard.
 */
final class Hole implements CharSequence {
    private final String text;
    private boolean printed;

    Hole(String text) {
        this.text = text;
    }

    String print() {
        printed = true;
        return text;
    }

    boolean printed() {
        return printed;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
