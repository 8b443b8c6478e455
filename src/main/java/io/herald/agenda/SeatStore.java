package io.herald.agenda;

import io.herald.platform.Tx;
import io.herald.roster.People;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table {@code seat}: a delegate's place at an agenda item. */
@ApplicationScoped
public class SeatStore {
    /** A place at an item; delegates by recipient id and by code. */
    public record Seat(String item, long delegate, String code, String seat) {}

    static final Comparator<Seat> ORDER = Comparator.comparing(Seat::item).thenComparing(Seat::delegate);

    private static final String SEATS = """
            select delegate, seat
              from seat
             where congress = $1 and item = $2 and delegate = any($3)
            """;

    /** The seats these delegates have at an item; who has none is missing. */
    public Map<Long, String> seats(Tx tx, String congress, String item, Collection<Long> delegates) {
        var seats = new HashMap<Long, String>();
        for (var row : tx.query(SEATS, congress, item, delegates.toArray(Long[]::new))) {
            seats.put(row.getLong("delegate"), row.getString("seat"));
        }
        return seats;
    }

    private static final String ITEMS_OF = """
            select delegate, item
              from seat
             where congress = $1 and delegate = any($2)
            """;

    /** The items these delegates have a seat at; who has none anywhere is missing. */
    public Map<Long, Set<String>> itemsOf(Tx tx, String congress, Collection<Long> delegates) {
        var items = new HashMap<Long, Set<String>>();
        for (var row : tx.query(ITEMS_OF, congress, delegates.toArray(Long[]::new))) {
            items.computeIfAbsent(row.getLong("delegate"), nobody -> new HashSet<>())
                    .add(row.getString("item"));
        }
        return items;
    }

    private static final String ANY_SEAT = """
            select exists (select 1 from seat where congress = $1 and item = $2) as any_seat
            """;

    /** Whether anybody has a seat at an item. */
    public boolean anySeat(Tx tx, String congress, String item) {
        return tx.one(ANY_SEAT, row -> row.getBoolean("any_seat"), congress, item)
                .orElse(false);
    }

    private static final String ASSIGN = """
            with before as (
                select seat from seat where congress = $1 and item = $2 and delegate = $3 for update
            ), written as (
                insert into seat (congress, item, delegate, seat)
                values ($1, $2, $3, $4)
                on conflict (congress, item, delegate) do update set seat = excluded.seat
            )
            select (select seat from before) as previous
            """;

    /** Gives a delegate a seat, and answers the one they had there before, null when they had none. */
    public String assign(Tx tx, String congress, String item, long delegate, String seat) {
        for (var row : tx.query(ASSIGN, congress, item, delegate, seat)) {
            return row.getString("previous");
        }
        return null;
    }

    private static final String OF_ITEMS = """
            select s.item, s.delegate, d.code, s.seat
              from seat s
              join delegate d on d.id = s.delegate
             where s.congress = $1 and s.item = any($2)
             order by s.item, d.code
            """;

    /** Everybody's seats at these items. */
    List<Seat> ofItems(Tx tx, String congress, Collection<String> items) {
        return tx.list(
                OF_ITEMS,
                row -> new Seat(
                        row.getString("item"), row.getLong("delegate"), row.getString("code"), row.getString("seat")),
                congress,
                items.toArray(String[]::new));
    }

    private static final String PAGE = """
            select s.item, s.delegate, d.code, s.seat
              from seat s
              join delegate d on d.id = s.delegate
             where s.congress = $1 and s.item = $2 and ($3::text is null or d.code > $3)
               and ($5::bigint[] is null or s.delegate = any($5))
             order by d.code
             limit $4
            """;

    /** A piece of an item's seats by the delegates' codes, from behind {@code after}, or from the beginning when that is null. */
    List<Seat> page(Tx tx, String congress, String item, String after, int limit, People own) {
        return tx.list(
                PAGE,
                row -> new Seat(
                        row.getString("item"), row.getLong("delegate"), row.getString("code"), row.getString("seat")),
                congress,
                item,
                after,
                limit,
                own.orNull());
    }

    private static final String DELEGATES = """
            select id, code
              from delegate
             where congress = $1 and code = any($2) and removed_at is null
            """;

    /** The recipient ids of live delegates, by code; codes nobody has are missing. */
    Map<String, Long> delegates(Tx tx, String congress, Collection<String> codes) {
        var ids = new HashMap<String, Long>();
        for (var row : tx.query(DELEGATES, congress, codes.toArray(String[]::new))) {
            ids.put(row.getString("code"), row.getLong("id"));
        }
        return ids;
    }

    private static final String WRITE = """
            insert into seat (congress, item, delegate, seat)
            select $1, s.item, s.delegate, s.seat
              from unnest($2::text[], $3::bigint[], $4::text[]) as s(item, delegate, seat)
            on conflict (congress, item, delegate) do update
               set seat = excluded.seat
            """;

    /** Writes seats in one statement; each delegate at most once for an item. */
    void write(Tx tx, String congress, List<Seat> seats) {
        var sorted = inOrder(seats);
        tx.update(
                WRITE,
                congress,
                items(sorted),
                delegates(sorted),
                sorted.stream().map(Seat::seat).toArray(String[]::new));
    }

    private static final String REMOVE = """
            delete from seat t
             using unnest($2::text[], $3::bigint[]) as s(item, delegate)
             where t.congress = $1 and t.item = s.item and t.delegate = s.delegate
            """;

    void remove(Tx tx, String congress, List<Seat> seats) {
        var sorted = inOrder(seats);
        tx.update(REMOVE, congress, items(sorted), delegates(sorted));
    }

    private static List<Seat> inOrder(List<Seat> seats) {
        return seats.stream().sorted(ORDER).toList();
    }

    private static String[] items(List<Seat> seats) {
        return seats.stream().map(Seat::item).toArray(String[]::new);
    }

    private static Long[] delegates(List<Seat> seats) {
        return seats.stream().map(Seat::delegate).toArray(Long[]::new);
    }
}
