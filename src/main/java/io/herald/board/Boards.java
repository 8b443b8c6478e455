package io.herald.board;

import io.herald.board.TallyStore.OfDelegation;
import io.herald.desk.CaseStore;
import io.herald.notice.Notice;
import io.herald.notice.NoticeStore;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.People;
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

    Board board(Tx tx, String congress, Instant now, People own) {
        return Board.of(congress, now, tallies.ofCongress(tx, congress, own), cases.waiting(tx, congress, now, own));
    }

    List<OfDelegation> byDelegation(Tx tx, String congress, People own) {
        return tallies.byDelegation(tx, congress, own);
    }

    /** @param before the cursor of the page before, null for the newest notices */
    Page<NoticeLine> notices(
            Tx tx, String congress, UUID before, String subject, boolean waiting, int limit, People own) {
        var page = notices.page(tx, congress, before, subject, waiting, limit, own);
        var next = page.size() == limit ? page.get(limit - 1).id().toString() : null;
        return new Page<>(lines(tx, page, own), next);
    }

    /** @throws Problem 404 when there is no such notice, or it went to none of these people */
    NoticeDetail notice(Tx tx, String congress, UUID id, People own) {
        var notice = notices.get(tx, congress, id);
        if (!notices.isFor(tx, id, own)) {
            throw Problem.unknown("notice", id);
        }
        return NoticeDetail.of(notice, lines(tx, List.of(notice), own).get(0));
    }

    private List<NoticeLine> lines(Tx tx, List<Notice> page, People own) {
        var ids = page.stream().map(Notice::id).toList();
        var counts = tallies.ofNotices(tx, ids, own);
        var sent = parts.partsSent(tx, ids, own);
        return page.stream()
                .map(notice -> NoticeLine.of(
                        notice, counts.getOrDefault(notice.id(), Tally.NONE), sent.getOrDefault(notice.id(), 0L), own))
                .toList();
    }
}
