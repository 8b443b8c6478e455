package io.herald.desk;

import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.platform.broker.AmqpDelivery;
import io.herald.platform.broker.Broker;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Messages nobody took: kept in one place, whoever gave them up, until a person sends them again or lets them go. */
@ApplicationScoped
public class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final int CONFIRM_SECONDS = 5;
    private static final int LONGEST_REASON = 2_000;

    private final Db db;
    private final HubClock clock;
    private final Broker broker;
    private final DeadLetterStore letters;

    DeadLetters(Db db, HubClock clock, Broker broker, DeadLetterStore letters) {
        this.db = db;
        this.clock = clock;
        this.broker = broker;
        this.letters = letters;
    }

    /**
     * Keeps a message that the hub refuses, in a transaction of its own; the caller acknowledges it afterwards.
     *
     * @param queue where it came from
     * @param why for the person who will look at it
     */
    public void refuse(AmqpDelivery came, byte[] body, String queue, String why) {
        keep(Undelivered.refused(came, body, queue, Storable.text(why, LONGEST_REASON)));
    }

    void keep(Undelivered message) {
        var event = EventName.of(message.headers(), message.body());
        db.transact(tx -> letters.keep(tx, message, event, clock.instant()));
        LOG.warnf(
                "A message of %s (%s) waits for a person: see /api/dead-letters", message.exchange(), message.reason());
    }

    /**
     * Publishes a message again where it was published, and settles it.
     *
     * <p>The broker is waited for inside the transaction, so that of two who try at once one waits and is told. Should the hub die
     * in between, or the confirmation get lost, it still waits here though the broker has it: sent once more it takes effect
     * once, as every event does.
     *
     * @throws Problem 404, 409 when it was settled before, 503 when the broker does not take it; then it waits as before
     */
    void retry(UUID id, String by) {
        db.transact(tx -> {
            var message = letters.content(tx, id).orElseThrow(() -> Problem.unknown("dead letter", id));
            settle(tx, id, DeadLetter.How.RETRIED, by);
            publish(message);
        });
    }

    /** @throws Problem 404, 409 when it was settled before */
    void discard(UUID id, String by) {
        db.transact(tx -> {
            letters.find(tx, id).orElseThrow(() -> Problem.unknown("dead letter", id));
            settle(tx, id, DeadLetter.How.DISCARDED, by);
        });
    }

    private void settle(Tx tx, UUID id, DeadLetter.How how, String by) {
        if (!letters.settle(tx, id, how, by, clock.instant())) {
            throw Problem.conflict("This dead letter was retried or discarded before.");
        }
    }

    private void publish(Undelivered message) {
        try {
            broker.publish(message.exchange(), message.routingKey(), message.properties(), message.body())
                    .get(CONFIRM_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw new Problem(503, "Broker away", "The broker does not take it now, so it waits as before. Try again.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Problem(503, "Stopping", "The hub stops, so it waits as before. Try again.");
        }
    }
}
