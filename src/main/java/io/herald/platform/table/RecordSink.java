package io.herald.platform.table;

import java.util.List;

/** Takes the records of a file one by one. */
interface RecordSink {
    void take(int row, List<String> cells);
}
