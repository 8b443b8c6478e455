package io.herald.roster;

import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Delegates as the doors show them. */
@ApplicationScoped
class DelegateReads {
    private final DelegateStore delegates;
    private final ProfileStore profiles;

    DelegateReads(DelegateStore delegates, ProfileStore profiles) {
        this.delegates = delegates;
        this.profiles = profiles;
    }

    Page<Recipient> page(Tx tx, String congress, long after, String delegation, String words, int limit, People own) {
        var found = delegates.search(tx, congress, after, delegation, words, limit, own);
        boolean more = found.size() == limit;
        return new Page<>(found, more ? Long.toString(found.get(limit - 1).id()) : null);
    }

    /** @throws Problem 404 when there is no such delegate among the caller's own */
    DelegateView get(Tx tx, String congress, String code, People own) {
        var id = profiles.delegateByCode(tx, congress, code)
                .filter(own::have)
                .orElseThrow(() -> Problem.unknown("delegate", code));
        var profile = profiles.load(tx, List.of(id)).get(id);
        return new DelegateView(profile, delegates.cardToken(tx, congress, code).orElseThrow());
    }
}
