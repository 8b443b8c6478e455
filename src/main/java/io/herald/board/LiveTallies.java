package io.herald.board;

import io.herald.platform.HubClock;
import io.herald.platform.Redis;
import io.herald.platform.RedisAway;
import io.herald.platform.RedisScript;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The tallies in Redis: one hash, so that it is there whole or not at all. Its token says which deltas are in it, and only who
 * knows the token may add more; {@code asOf} says up to which moment it counts everything, in milliseconds.
 */
@ApplicationScoped
class LiveTallies {
    /** Where the codes of congresses are told whose tallies changed, a line each. */
    static final String CHANGED = "herald:changed";

    private static final String KEY = "herald:tally";
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(1);
    private static final int FIELDS_AT_ONCE = 1_000;
    private static final int BUILD_SECONDS = 120;

    /** A congress's delegations are listed under {@code l/}, a line each, for who wants to read them all. */
    private static final RedisScript ADD = RedisScript.of("""
            local before, after, asOf, changed = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
            if redis.call('HGET', KEYS[1], 'token') ~= before then return 0 end
            for i = 5, #ARGV, 2 do
              local name, more = ARGV[i], ARGV[i + 1]
              local old = redis.call('HGET', KEYS[1], name)
              if old then
                local sums, next_ = {}, string.gmatch(more, '[^,]+')
                for number in string.gmatch(old, '[^,]+') do
                  local add, place = next_(), #sums + 1
                  sums[place] = string.format('%.0f', place == 15 and math.max(number, add) or number + add)
                end
                more = table.concat(sums, ',')
              elseif string.sub(name, 1, 2) == 'd/' then
                local congress, delegation = string.match(name, '^d/(.-)/(.*)$')
                local list = redis.call('HGET', KEYS[1], 'l/' .. congress)
                redis.call('HSET', KEYS[1], 'l/' .. congress, list and list .. '\\n' .. delegation or delegation)
              end
              redis.call('HSET', KEYS[1], name, more)
            end
            redis.call('HSET', KEYS[1], 'token', after, 'asOf', asOf)
            if changed ~= '' then redis.call('PUBLISH', '""" + CHANGED + """
            ', changed) end
            return 1
            """);

    private static final RedisScript TAKE_PLACE = RedisScript.of("""
            redis.call('RENAME', KEYS[1], KEYS[2])
            redis.call('PERSIST', KEYS[2])
            redis.call('PUBLISH', '""" + CHANGED + """
            ', ARGV[1])
            return 1
            """);

    private static final RedisScript DELEGATIONS = RedisScript.of("""
            local list = redis.call('HGET', KEYS[1], 'l/' .. ARGV[1])
            local answer = {redis.call('HGET', KEYS[1], 'asOf'), list}
            if list then
              for delegation in string.gmatch(list .. '\\n', '(.-)\\n') do
                answer[#answer + 1] = redis.call('HGET', KEYS[1], 'd/' .. ARGV[1] .. '/' .. delegation)
              end
            end
            return answer
            """);

    private final Redis redis;
    private final HubClock clock;
    private volatile long leftAloneUntil = System.nanoTime();
    private volatile boolean well;

    LiveTallies(Redis redis, HubClock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** Whether the last look found numbers that can be told. */
    boolean areWell() {
        return well;
    }

    /** In the order of the names, null for what nothing is counted of; empty when Redis cannot tell at the moment. */
    Optional<List<TallySum>> read(List<String> names) {
        return look(() -> {
            var request = Request.cmd(Command.HMGET).arg(KEY).arg("asOf");
            names.forEach(request::arg);
            var answer = redis.send(request);
            if (isStale(answer.get(0))) {
                return null;
            }
            var sums = new ArrayList<TallySum>();
            for (int i = 1; i < answer.size(); i++) {
                sums.add(sum(answer.get(i)));
            }
            return sums;
        });
    }

    /** By the code of a delegation, empty for staff, who have none; nothing when Redis cannot tell at the moment. */
    Optional<Map<String, TallySum>> byDelegation(String congress) {
        return look(() -> {
            var answer = redis.run(DELEGATIONS, List.of(KEY), List.of(congress));
            if (answer.size() == 0 || isStale(answer.get(0))) {
                return null;
            }
            var sums = new TreeMap<String, TallySum>();
            if (answer.size() > 1 && answer.get(1) != null) {
                var codes = answer.get(1).toString().split("\n", -1);
                for (int i = 0; i < codes.length; i++) {
                    sums.put(codes[i], sum(answer.get(i + 2)));
                }
            }
            return sums;
        });
    }

    private interface Look<T> {
        T at() throws InterruptedException;
    }

    private <T> Optional<T> look(Look<T> look) {
        if (!redis.isConfigured() || System.nanoTime() - leftAloneUntil < 0) {
            return Optional.empty();
        }
        Optional<T> found = Optional.empty();
        try {
            found = Optional.ofNullable(look.at());
        } catch (RedisAway away) {
            leftAloneUntil = System.nanoTime() + LEFT_ALONE.toNanos();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        well = found.isPresent();
        return found;
    }

    private boolean isStale(Response asOf) {
        return asOf == null || Instant.ofEpochMilli(asOf.toLong()).plus(FRESH).isBefore(clock.instant());
    }

    private static TallySum sum(Response text) {
        return text == null ? null : TallySum.of(text.toString());
    }

    /** Whether Redis answers at all. */
    boolean answers() throws InterruptedException {
        try {
            redis.send(Request.cmd(Command.EXISTS).arg(KEY));
            return true;
        } catch (RedisAway away) {
            return false;
        }
    }

    /**
     * Adds what is missing; answers whether it was added, which it is not when Redis does not hold what {@code before} stands for.
     *
     * @param congresses those to tell of
     */
    boolean add(UUID before, UUID after, Instant asOf, Collection<String> congresses, Map<String, TallySum> sums)
            throws InterruptedException {
        var arguments = new ArrayList<String>();
        arguments.add(String.valueOf(before));
        arguments.add(String.valueOf(after));
        arguments.add(Long.toString(asOf.toEpochMilli()));
        arguments.add(String.join("\n", congresses));
        sums.forEach((name, sum) -> {
            arguments.add(name);
            arguments.add(sum.text());
        });
        return redis.run(ADD, List.of(KEY), arguments).toInteger() == 1;
    }

    /** Puts these tallies in the place of whatever is there: built beside it, unseen, then renamed. */
    void replace(UUID token, Instant asOf, Map<String, TallySum> sums) throws InterruptedException {
        var beside = KEY + ":" + token;
        var fields =
                new ArrayList<String>(List.of("token", token.toString(), "asOf", Long.toString(asOf.toEpochMilli())));
        var delegations = new TreeMap<String, List<String>>();
        sums.forEach((name, sum) -> {
            fields.add(name);
            fields.add(sum.text());
            var parts = name.split("/", 3);
            if (parts[0].equals("d")) {
                delegations
                        .computeIfAbsent(parts[1], congress -> new ArrayList<>())
                        .add(parts[2]);
            }
        });
        delegations.forEach((congress, codes) -> {
            fields.add("l/" + congress);
            fields.add(String.join("\n", codes));
        });
        for (int from = 0; from < fields.size(); from += FIELDS_AT_ONCE) {
            var request = Request.cmd(Command.HSET).arg(beside);
            fields.subList(from, Math.min(from + FIELDS_AT_ONCE, fields.size())).forEach(request::arg);
            redis.send(request);
            if (from == 0) {
                redis.send(Request.cmd(Command.EXPIRE).arg(beside).arg(BUILD_SECONDS));
            }
        }
        redis.run(TAKE_PLACE, List.of(beside, KEY), List.of(String.join("\n", delegations.keySet())));
    }
}
