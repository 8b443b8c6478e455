package io.herald.dispatch;

import io.herald.notice.EarlyReport;
import io.herald.notice.ReportMerge;
import io.herald.platform.Tx;
import io.herald.provider.Report;
import io.herald.provider.Translation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Applies reports that came before the provider's answer told whose they are. */
@ApplicationScoped
class EarlyReports {
    private final ReportMerge merge;
    private final Translation translation;

    EarlyReports(ReportMerge merge, Translation translation) {
        this.merge = merge;
        this.translation = translation;
    }

    void merge(Tx tx, List<EarlyReport> early, Instant now) {
        if (!early.isEmpty()) {
            merge.merge(
                    tx,
                    early.stream()
                            .map(told -> translation.reported(
                                    new Report(told.route(), told.attempt(), told.ref(), told.progress(), told.code())))
                            .toList(),
                    now);
        }
    }
}
