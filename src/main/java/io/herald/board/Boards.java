package io.herald.board;

import io.herald.board.TallyStore.OfDelegation;
import io.herald.desk.CaseStore;
import io.herald.notice.Notice;
import io.herald.notice.NoticeStore;
import io.herald.platform.Page;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Puts the counts of several tables together. */
@ApplicationScoped
class Boards {
    private final NoticeStore notices;
    private final Tallies tallies;
    private final TallyStore parts;
    private final CaseStore cases;

    Boards(NoticeStore notices, Tallies tallies, TallyStore parts, CaseStore cases) {
        this.notices = notices;
        this.tallies = tallies;
        this.parts = parts;
        this.cases = cases;
    }

    Board board(Tx tx, String congress, Instant now) {
        return Board.of(congress, now, tallies.ofCongress(tx, congress), cases.waiting(tx, congress, now));
    }

    List<OfDelegation> byDelegation(Tx tx, String congress) {
        return tallies.byDelegation(tx, congress);
    }

    /** @param before the cursor of the page before, null for the newest notices */
    Page<NoticeLine> notices(Tx tx, String congress, UUID before, String subject, boolean waiting, int limit) {
        var page = notices.page(tx, congress, before, subject, waiting, limit);
        var next = page.size() == limit ? page.get(limit - 1).id().toString() : null;
        return new Page<>(lines(tx, page), next);
    }

    NoticeDetail notice(Tx tx, String congress, UUID id) {
        var notice = notices.get(tx, congress, id);
        return NoticeDetail.of(notice, lines(tx, List.of(notice)).get(0));
    }

    private List<NoticeLine> lines(Tx tx, List<Notice> page) {
        var ids = page.stream().map(Notice::id).toList();
        var counts = tallies.ofNotices(tx, ids);
        var sent = parts.partsSent(tx, ids);
        return page.stream()
                .map(notice -> NoticeLine.of(
                        notice, counts.getOrDefault(notice.id(), Tally.NONE), sent.getOrDefault(notice.id(), 0L)))
                .toList();
    }
}
