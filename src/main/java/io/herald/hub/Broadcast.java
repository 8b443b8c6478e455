package io.herald.hub;

import io.herald.plan.Audience;
import io.herald.plan.Channel;
import io.herald.plan.Facts;
import io.herald.plan.Lane;
import io.herald.render.MessageTemplate;
import java.time.Instant;
import java.util.Set;

/**
 * What is about to be released, by staff or by the playbook, and makes sense: everything it names exists, and its times are in
 * order.
 */
record Broadcast(
        String name,
        MessageTemplate text,
        Audience audience,
        Set<Channel> channels,
        Lane lane,
        Instant due,
        Instant useBy,
        boolean ack,
        String subject,
        int version,
        Facts facts) {}
