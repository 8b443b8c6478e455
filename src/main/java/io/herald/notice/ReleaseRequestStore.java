package io.herald.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.herald.notice.ReleaseRequest.Decision;
import io.herald.plan.Audience;
import io.herald.plan.AudienceFormat;
import io.herald.plan.EscalationStep;
import io.herald.platform.Tx;
import io.herald.roster.TwoPersons;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The table {@code release_request}. */
@ApplicationScoped
public class ReleaseRequestStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String INSERT = """
            insert into release_request (notice, why, audience, escalation, accept_gaps)
            values ($1, $2, $3::text::jsonb, $4, $5)
            """;

    /** Keeps that a notice needs a second person. */
    public void insert(
            Tx tx,
            UUID notice,
            Set<TwoPersons.Why> why,
            Audience audience,
            List<EscalationStep> escalation,
            boolean acceptGaps) {
        tx.update(
                INSERT,
                notice,
                why.toArray(TwoPersons.Why[]::new),
                written(audience),
                escalation.stream().map(EscalationStep::text).toArray(String[]::new),
                acceptGaps);
    }

    private static final String FIND = """
            select r.notice, r.why, r.audience::text as audience, n.corrects, r.escalation, r.accept_gaps, r.decision, r.decided_by,
                   r.decided_at, r.reason, r.reviewed_by, r.reviewed_at
              from release_request r join notice n on n.id = r.notice
             where r.notice = $1
            """;

    public Optional<ReleaseRequest> find(Tx tx, UUID notice) {
        return tx.one(FIND, ReleaseRequestStore::request, notice);
    }

    private static final String LOCK = "select notice from release_request where notice = $1 for no key update";

    /** Lets one decision about a notice follow the other: held until the transaction ends. */
    public void lock(Tx tx, UUID notice) {
        tx.query(LOCK, notice);
    }

    private static final String DECIDE = """
            update release_request set decision = $2, decided_by = $3, decided_at = $4, reason = $5
             where notice = $1 and decision is null
            """;

    /** @param reason null where none is needed */
    public void decide(Tx tx, UUID notice, Decision decision, String by, Instant now, String reason) {
        tx.update(DECIDE, notice, decision, by, now, reason);
    }

    private static final String REVIEW = """
            update release_request set reviewed_by = $2, reviewed_at = $3
             where notice = $1 and decision = 'BROKEN_GLASS' and reviewed_at is null
            """;

    /** Somebody has looked at why the glass was broken; false when somebody had before, or it never was. */
    public boolean review(Tx tx, UUID notice, String by, Instant now) {
        return tx.update(REVIEW, notice, by, now) == 1;
    }

    private static ReleaseRequest request(Row row) {
        var decision = row.getString("decision");
        return new ReleaseRequest(
                row.getUUID("notice"),
                Arrays.stream(row.getArrayOfStrings("why"))
                        .map(TwoPersons.Why::valueOf)
                        .collect(Collectors.toSet()),
                audience(row.getString("audience")),
                row.getUUID("corrects"),
                Arrays.stream(row.getArrayOfStrings("escalation"))
                        .map(EscalationStep::parse)
                        .toList(),
                row.getBoolean("accept_gaps"),
                decision == null ? null : Decision.valueOf(decision),
                row.getString("decided_by"),
                Tx.instant(row, "decided_at"),
                row.getString("reason"),
                row.getString("reviewed_by"),
                Tx.instant(row, "reviewed_at"));
    }

    private static String written(Audience audience) {
        try {
            return JSON.writeValueAsString(AudienceFormat.write(audience));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an audience is written as maps, lists and texts", impossible);
        }
    }

    private static Audience audience(String json) {
        try {
            return AudienceFormat.read(JSON.readTree(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("PostgreSQL keeps JSON well-formed", impossible);
        }
    }
}
