package io.herald.receipt;

import io.herald.notice.OptOutStore;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.provider.Inbound;
import io.herald.provider.Inbound.Wish;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Keeps messages from phones, each once, and heeds the words that stop and start SMS, in both languages. */
@ApplicationScoped
class InboundMail {
    /** Twilio's default keywords, and what people in China answer (退订, T, TD, N). The whole message must be the word. */
    private static final Set<String> STOP =
            Set.of("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "退订", "回复退订", "t", "td", "n");

    private static final Set<String> START = Set.of("start", "unstop", "恢复", "恢复订阅");

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
        db.transact(tx -> {
            if (!store.insert(tx, message, now)) {
                return;
            }
            switch (wish(message)) {
                case STOP -> optOuts.add(tx, message.from(), "sms", now);
                case START -> optOuts.lift(tx, message.from());
                case UNSAID -> {}
            }
        });
    }

    static Wish wish(Inbound message) {
        if (message.wish() != Wish.UNSAID) {
            return message.wish();
        }
        var word = Normalizer.normalize(message.body(), Normalizer.Form.NFKC)
                .strip()
                .toLowerCase(Locale.ROOT);
        if (STOP.contains(word)) {
            return Wish.STOP;
        }
        return START.contains(word) ? Wish.START : Wish.UNSAID;
    }
}
