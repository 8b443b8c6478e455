package io.herald.roster;

import io.herald.platform.table.Column;
import io.herald.platform.table.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What groups delegates, with the columns of its list. */
public enum GroupKind {
    DELEGATION(Column.optional("name", "name_zh", "名称", "代表团"), Column.optional("name_en", "英文名", "英文名称")),
    RESIDENCE(
            Column.optional("name", "name_zh", "名称", "驻地"),
            Column.optional("name_en", "英文名", "英文名称"),
            Column.optional("address", "address_zh", "地址"),
            Column.optional("address_en", "英文地址"),
            Column.optional("phone", "电话", "总机")),
    VEHICLE(
            Column.optional("name", "name_zh", "名称", "车辆"),
            Column.optional("name_en", "英文名", "英文名称"),
            Column.optional("plate", "车牌", "车牌号"),
            Column.optional("departs", "departs_zh", "发车"),
            Column.optional("departs_en", "英文发车"));

    private final List<Column> fields;

    GroupKind(Column... fields) {
        this.fields = List.of(fields);
    }

    List<String> fields() {
        return fields.stream().map(Column::name).toList();
    }

    Columns columns() {
        var columns = new ArrayList<Column>(fields);
        columns.add(0, Column.required("code", "编号", "代码"));
        return Columns.of(columns.toArray(Column[]::new));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
