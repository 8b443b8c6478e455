package io.herald.board;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.herald.platform.Db;
import io.herald.platform.broker.Broker;
import io.herald.platform.broker.Topology;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Passes changes of deliveries on to {@code herald.status}, in batches of CloudEvents, each of one congress. A change is deleted
 * once the broker has confirmed it, so it is passed on at least once, always under the same id.
 *
 * <p>One node at a time, one message after the other: what happened to a delivery is published in its order, and no later
 * change can arrive in place of an earlier one that the broker refused.
 */
@ApplicationScoped
class StatusRelay {
    private static final Logger LOG = Logger.getLogger(StatusRelay.class);
    static final String BATCH = "application/cloudevents-batch+json";

    /** Changes read at once; they leave in messages of at most {@link #IN_A_MESSAGE}, some tens of kilobytes each. */
    private static final int PAGE = 1_000;

    private static final int IN_A_MESSAGE = 200;

    private final Db db;
    private final Broker broker;
    private final DeliveryChangeStore changes;
    private final StatusConfig config;

    StatusRelay(Db db, Broker broker, DeliveryChangeStore changes, StatusConfig config) {
        this.db = db;
        this.broker = broker;
        this.changes = changes;
        this.config = config;
    }

    /** A message to be. */
    private record Parcel(String congress, List<DeliveryChange> changes) {}

    /**
     * Passes on the oldest page of what waits. The transaction stays open while the broker answers, for its lock is what keeps
     * other nodes out and ends with this node's connection; it holds no row that anybody else wants.
     *
     * @return how many changes the broker has now; fewer than a full page when there are no more, it is another node's turn, or
     *     the broker is away
     */
    int runOnce() {
        return db.inTransaction(tx -> {
            if (!changes.takeTurn(tx)) {
                return 0;
            }
            long until = System.nanoTime() + config.confirmTimeout().toNanos();
            var gone = new ArrayList<DeliveryChange>();
            for (var parcel : parcels(changes.oldest(tx, PAGE))) {
                if (!publish(parcel, until)) {
                    break;
                }
                gone.addAll(parcel.changes());
            }
            changes.delete(tx, gone);
            return gone.size();
        });
    }

    /** Whether a page was full, so that there is likely more. */
    static boolean full(int passedOn) {
        return passedOn == PAGE;
    }

    private static List<Parcel> parcels(List<DeliveryChange> page) {
        var byCongress = new LinkedHashMap<String, List<DeliveryChange>>();
        page.forEach(change -> byCongress
                .computeIfAbsent(change.congress(), congress -> new ArrayList<>())
                .add(change));
        var parcels = new ArrayList<Parcel>();
        byCongress.forEach((congress, all) -> {
            for (int from = 0; from < all.size(); from += IN_A_MESSAGE) {
                parcels.add(new Parcel(congress, all.subList(from, Math.min(from + IN_A_MESSAGE, all.size()))));
            }
        });
        return parcels;
    }

    private boolean publish(Parcel parcel, long until) {
        var events = new JsonArray();
        parcel.changes().forEach(change -> events.add(change.event()));
        var properties = new BasicProperties.Builder().contentType(BATCH).build();
        try {
            broker.announce(
                            Topology.STATUS,
                            "congress." + parcel.congress(),
                            properties,
                            events.toBuffer().getBytes())
                    .get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException away) {
            LOG.debugf("Changes wait for the broker (%s)", away.getCause());
        } catch (TimeoutException silent) {
            LOG.debug("Changes wait for the broker: it did not confirm them in time");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
