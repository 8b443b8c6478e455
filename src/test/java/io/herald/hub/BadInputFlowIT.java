package io.herald.hub;

import static io.herald.SampleCongress.hub;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input is refused whole, with the reason and the place, and the database is as before. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class BadInputFlowIT {
    private static SampleCongress congress;

    @Inject
    Db db;

    @BeforeEach
    void one_congress_for_all() {
        if (congress == null) {
            congress = SampleCongress.with(db, "bad-input", Map.of("opening", Duration.ofDays(9)));
            congress.settled();
        }
    }

    @ParameterizedTest
    @MethodSource({
        "io.herald.hub.BadFiles#delegates",
        "io.herald.hub.BadFiles#otherTables",
        "io.herald.hub.BadFiles#agendas",
        "io.herald.hub.BadCalls#events",
        "io.herald.hub.BadCalls#broadcasts",
        "io.herald.hub.BadCalls#congresses"
    })
    void bad_input_is_refused_with_the_reason_and_changes_nothing(Bad bad) {
        var before = Witness.of(db, congress.code());

        var request = hub().contentType(bad.type()).body(bad.body());
        var answer = bad.what().startsWith("congress:")
                ? request.put(congress.path())
                : request.post(bad.path().startsWith("/api") ? bad.path() : congress.path() + bad.path());

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(bad.status());
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.asString()).contains(bad.says());
        assertThat(Witness.of(db, congress.code())).isEqualTo(before);
    }
}
