package io.herald.receipt;

import io.herald.provider.Inbound;
import io.herald.provider.Report;
import io.herald.provider.ReportSink;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes what a provider inside the hub reports. */
@ApplicationScoped
class ReceiptSink implements ReportSink {
    private final ReportGroups groups;
    private final InboundMail inbound;

    ReceiptSink(ReportGroups groups, InboundMail inbound) {
        this.groups = groups;
        this.inbound = inbound;
    }

    @Override
    public void accept(List<Report> reports) {
        groups.merge(reports);
    }

    @Override
    public void receive(Inbound message) {
        inbound.receive(message);
    }
}
