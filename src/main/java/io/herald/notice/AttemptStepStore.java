package io.herald.notice;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The table {@code attempt_step}: how doubts came and went, written in the transaction of the step itself. */
@ApplicationScoped
public class AttemptStepStore {
    /**
     * One step.
     *
     * @param detail for people; never a phone number or a text
     */
    public record Step(UUID attempt, DoubtStep step, String detail) {}

    private static final String ADD = """
            insert into attempt_step (attempt, at, step, detail)
            select u.attempt, $1, u.step, u.detail
              from unnest($2::uuid[], $3::text[], $4::text[]) with ordinality as u (attempt, step, detail, place)
             order by u.place
            """;

    public void add(Tx tx, List<Step> steps, Instant now) {
        if (!steps.isEmpty()) {
            tx.update(
                    ADD,
                    now,
                    steps.stream().map(Step::attempt).toArray(UUID[]::new),
                    steps.stream().map(Step::step).toArray(DoubtStep[]::new),
                    steps.stream().map(Step::detail).toArray(String[]::new));
        }
    }
}
