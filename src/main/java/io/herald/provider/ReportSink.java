package io.herald.provider;

import java.util.List;

/** Where a provider that lives inside the hub hands its reports; those outside come by HTTP. Returns after the commit. */
public interface ReportSink {
    void accept(List<Report> reports);

    void receive(Inbound inbound);
}
