package io.herald.platform.table;

/** One field that an import would change; empty means that there is nothing. */
public record FieldChange(String field, String before, String after) {}
