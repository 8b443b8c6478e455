package io.herald.board;

import io.herald.notice.Notice;
import io.herald.plan.FactsFormat;
import java.util.Map;

/**
 * A notice with all that is told.
 *
 * @param rule the playbook rule that led to it, null for a broadcast; likewise the source and id of the event behind it
 * @param template the template's name, null for a free text; {@code texts} are as they were released
 */
record NoticeDetail(
        NoticeLine progress,
        String createdBy,
        String rule,
        String causeSource,
        String causeId,
        String template,
        Map<String, String> texts,
        Map<String, Object> facts) {
    static NoticeDetail of(Notice notice, NoticeLine progress) {
        return new NoticeDetail(
                progress,
                notice.createdBy(),
                notice.rule(),
                notice.causeSource(),
                notice.causeId(),
                notice.text().name(),
                notice.text().texts(),
                FactsFormat.write(notice.facts()));
    }
}
