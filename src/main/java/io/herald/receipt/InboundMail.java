package io.herald.receipt;

import io.herald.notice.OptOutStore;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.provider.Inbound;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps messages from phones, each once, and heeds the words that stop and start SMS, in both languages. */
@ApplicationScoped
class InboundMail {
    private final Db db;
    private final HubClock clock;
    private final InboundStore store;
    private final OptOutStore optOuts;

    InboundMail(Db db, HubClock clock, InboundStore store, OptOutStore optOuts) {
        this.db = db;
        this.clock = clock;
        this.store = store;
        this.optOuts = optOuts;
    }

    void receive(Inbound message) {
        var now = clock.instant();
        var meaning = meaning(message);
        db.transact(tx -> {
            if (!store.insert(tx, message, meaning, now)) {
                return;
            }
            switch (meaning) {
                case STOP -> optOuts.add(tx, message.from(), "sms", now);
                case START -> optOuts.lift(tx, message.from());
                case CONFIRM,
                        SEAT,
                        VEHICLE,
                        ROOM,
                        AGENDA,
                        HELP,
                        TALK -> {} // whoever answers them finds them in the table
            }
        });
    }

    /** What the provider understood goes first: it has acted on it. */
    static PhoneWord meaning(Inbound message) {
        return switch (message.wish()) {
            case STOP -> PhoneWord.STOP;
            case START -> PhoneWord.START;
            case UNSAID -> PhoneWord.of(message.body());
        };
    }
}
