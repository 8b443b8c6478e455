package io.herald.notice;

import io.herald.plan.Facts;
import io.herald.render.Parts;
import java.util.Map;
import java.util.UUID;

/** One call to a route for one delivery, written down before it is made. */
public record Attempt(
        UUID id,
        long delivery,
        String route,
        String phone,
        String text,
        Parts parts,
        Facts facts,
        Map<String, String> variables) {}
