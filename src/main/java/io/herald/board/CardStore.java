package io.herald.board;

import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a delegate's card shows, as it stands in the tables. */
@ApplicationScoped
public class CardStore {
    private static final String CONGRESS = "select congress from delegate where card_token = $1 and removed_at is null";

    /** The congress of the card with this token. */
    public Optional<String> congress(Tx tx, String token) {
        return tx.one(CONGRESS, row -> row.getString("congress"), token);
    }

    /** A delivery on a card; seenAt and confirmedAt are null until they happen. */
    public record OnCard(long delivery, UUID notice, Instant since, Instant seenAt, Instant confirmedAt) {}

    private static final String MESSAGES = """
            select id, notice, on_card_since, seen_at, confirmed_at
              from delivery
             where recipient = $1 and on_card_since <= $2
             order by on_card_since desc, id desc
             limit $3
            """;

    /** What the card shows at this moment, the newest first. */
    public List<OnCard> messages(Tx tx, long delegate, Instant now, int limit) {
        return tx.list(
                MESSAGES,
                row -> new OnCard(
                        row.getLong("id"),
                        row.getUUID("notice"),
                        Tx.instant(row, "on_card_since"),
                        Tx.instant(row, "seen_at"),
                        Tx.instant(row, "confirmed_at")),
                delegate,
                now,
                limit);
    }

    /** An agenda item as it concerns one delegate; {@code seat} is null where nobody has one. */
    public record Appointment(
            String item,
            Bilingual title,
            Bilingual place,
            Instant start,
            Instant end,
            boolean allDay,
            boolean cancelled,
            String seat) {}

    private static final String AGENDA = """
            select * from (
                select i.code, i.title_zh, i.title_en,
                       case when o.place_zh || o.place_en <> '' then o.place_zh else i.place_zh end as place_zh,
                       case when o.place_zh || o.place_en <> '' then o.place_en else i.place_en end as place_en,
                       t.starts_at, greatest(coalesce(o.ends_at, t.starts_at + (i.ends_at - i.starts_at)), t.starts_at) as ends_at,
                       i.all_day, i.cancelled, case when coalesce(o.place_zh || o.place_en, '') = '' then s.seat end as seat
                  from agenda_item i
                  left join seat s on s.congress = i.congress and s.item = i.code and s.delegate = $2
                  left join own_item_of o on o.congress = i.congress and o.item = i.code and o.delegate = $2
                 cross join lateral (select coalesce(o.starts_at, i.starts_at) as starts_at) t
                 where i.congress = $1
                   and (s.seat is not null
                        or not exists (select 1 from seat o where o.congress = i.congress and o.item = i.code))) as theirs
             where starts_at < $4 and (ends_at > $3 or starts_at >= $3)
             order by starts_at, code
            """;

    /**
     * What takes place for this delegate at some moment from {@code from} until before {@code to}: the items where they have a
     * seat, and those where nobody has one, at the time and place of their group where it has its own. Cancelled items included.
     */
    public List<Appointment> agenda(Tx tx, String congress, long delegate, Instant from, Instant to) {
        return tx.list(
                AGENDA,
                row -> new Appointment(
                        row.getString("code"),
                        new Bilingual(row.getString("title_zh"), row.getString("title_en")),
                        new Bilingual(row.getString("place_zh"), row.getString("place_en")),
                        Tx.instant(row, "starts_at"),
                        Tx.instant(row, "ends_at"),
                        row.getBoolean("all_day"),
                        row.getBoolean("cancelled"),
                        row.getString("seat")),
                congress,
                delegate,
                from,
                to);
    }
}
