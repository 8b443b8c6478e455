package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchRefTest {
    @Test
    void a_reference_survives_the_queue_as_text() {
        var ref = new BatchRef(UUID.randomUUID(), 7);

        assertThat(BatchRef.of(new JsonObject(ref.json().encode()))).isEqualTo(ref);
    }

    @Test
    void what_is_no_reference_is_refused() {
        for (var wrong : new String[] {
            "{}",
            "{\"batch\":\"0198a5d0-0000-7000-8000-000000000000\"}",
            "{\"fence\":1}",
            "{\"batch\":\"no id\",\"fence\":1}"
        }) {
            assertThatThrownBy(() -> BatchRef.of(new JsonObject(wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
