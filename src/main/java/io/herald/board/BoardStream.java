package io.herald.board;

import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.roster.People;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads each watched board at most once a second, however many watch it, and tells each of them what changed. Where Redis tells
 * of changes, a board is read only after one, and now and then for what it does not tell of: what needs a person.
 */
@ApplicationScoped
class BoardStream {
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration LONGEST_UNREAD = Duration.ofSeconds(5);
    /** Then the browser comes again by itself, and has to show that it still may. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Map<String, Multi<Board>> watched = new ConcurrentHashMap<>();
    private final Db db;
    private final HubClock clock;
    private final Boards boards;
    private final BoardNews news;
    private final Sse sse;

    BoardStream(Db db, HubClock clock, Boards boards, BoardNews news, Sse sse) {
        this.db = db;
        this.clock = clock;
        this.boards = boards;
        this.news = news;
        this.sse = sse;
    }

    /** Begins with the board as it is, then goes on whenever it says something else; a failing database ends it. */
    Multi<OutboundSseEvent> of(String congress) {
        var changes = watched.computeIfAbsent(congress, this::watch)
                .onOverflow()
                .dropPreviousItems() // who reads slowly must not hold up the others
                .skip()
                .repetitions((before, now) -> before.sameAs(now) ? 0 : 1)
                .map(board -> sse.newEventBuilder()
                        .name("board")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(Board.class, board)
                        .build());
        var heartbeat = Multi.createFrom().ticks().every(HEARTBEAT).map(tick -> sse.newEventBuilder()
                .comment("still here")
                .build());
        return Multi.createBy().merging().streams(changes, heartbeat).select().first(LONGEST);
    }

    private Multi<Board> watch(String congress) {
        var reading = new Reading(congress);
        return Multi.createFrom()
                .ticks()
                .every(PACE)
                .onOverflow()
                .drop()
                .filter(tick -> reading.isDue())
                .onItem()
                .transformToUniAndConcatenate(tick -> read(congress))
                .onTermination()
                .invoke(() -> watched.remove(congress))
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    private Uni<Board> read(String congress) {
        return Uni.createFrom()
                .item(() -> db.read(tx -> boards.board(tx, congress, clock.instant(), People.EVERYBODY)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** When a board was read last, and what had been heard of it by then. */
    private final class Reading {
        private final String congress;
        private long heard = -1;
        private long readAt = System.nanoTime();

        private Reading(String congress) {
            this.congress = congress;
        }

        private boolean isDue() {
            long hearing = news.of(congress);
            boolean due = news.isDeaf() || hearing != heard || System.nanoTime() - readAt >= LONGEST_UNREAD.toNanos();
            if (due) {
                heard = hearing;
                readAt = System.nanoTime();
            }
            return due;
        }
    }
}
