package io.herald.roster;

import io.herald.platform.table.Column;
import io.herald.platform.table.Columns;
import java.util.ArrayList;
import java.util.List;

/** The columns of a list of delegates; an export has all of them, in this order. */
final class DelegateColumns {
    static final String FREE = "attr:";
    static final Columns COLUMNS = Columns.of(
                    Column.required("code", "编号"),
                    Column.optional("name", "name_zh", "姓名"),
                    Column.optional("name_en", "英文名"),
                    Column.optional("phone", "手机", "手机号", "电话"),
                    Column.optional("language", "语言"),
                    Column.required("delegation", "代表团"),
                    Column.optional("residence", "驻地"),
                    Column.optional("room", "房间"),
                    Column.optional("vehicle", "车辆"),
                    Column.optional("contact", "联系方式"))
            .withFree(FREE);

    private DelegateColumns() {}

    static List<String> header(List<String> attributes) {
        var header = new ArrayList<>(COLUMNS.names());
        attributes.forEach(key -> header.add(FREE + key));
        return header;
    }
}
