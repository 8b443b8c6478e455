package io.herald.platform.table;

/**
 * One thing that is wrong in a table.
 *
 * @param row as a person sees it: the line a CSV record starts on, the row number of a workbook; the header is row 1
 * @param column the column's name, empty when the whole row is meant
 * @param value what stands there, cut after {@value BadRows#MAX_VALUE} characters
 */
public record BadRow(int row, String column, String value, String reason) {}
