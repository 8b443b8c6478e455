package io.herald.dispatch;

import io.herald.plan.Lane;
import io.herald.platform.Redis;
import io.herald.platform.RedisScript;
import java.time.Duration;
import java.util.List;

/**
 * The one bucket of a route in Redis, on Redis's own clock, which all nodes draw from. A script runs alone in Redis, so it is
 * exact however many ask at once.
 *
 * <p>It is one number: since when the bucket has been filling. What is in it is the time gone by since then, at the route's
 * pace, a second's worth at most; to take is to move that instant forward, beyond now for what is paid for afterwards. Without
 * the key it begins to fill now: a flushed or new Redis gives no burst. Redis's clock may step: back, and the bucket begins
 * anew; forward, and it is full.
 *
 * <p>Beside it stands a mark: until then, an urgent call of some node waits, and routine gets nothing. A node that dies while it
 * waits leaves a mark that soon ends by itself.
 */
final class RedisBucket implements Bucket {
    /** How long a mark outlives the next question of the waiting call. */
    private static final Duration MARK = Duration.ofMillis(300);

    /** Nobody holds a route for longer; an instant beyond it was written by a clock that was wrong. */
    private static final Duration LONGEST_HOLD = Duration.ofDays(1);

    private static final RedisScript ASK = RedisScript.of("""
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local parts, pace, urgent, reserve, mark, longest =
              tonumber(ARGV[1]), ARGV[2] / 1000000, ARGV[3] == 'URGENT', tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
            local most = math.max(1, pace * 1000000)
            local since = tonumber(redis.call('HGET', KEYS[1], 'since') or now)
            if since - now > longest then since = now end
            since = math.max(since, now - most / pace)

            local wait = 0
            local marked = tonumber(redis.call('HGET', KEYS[1], 'urgent') or 0)
            if not urgent and marked > now and marked - now < 60000000 then
              wait = 20000
            else
              local needed = math.min(parts + (urgent and 0 or reserve * most), most)
              wait = math.max(0, math.ceil(since + needed / pace - now))
              if wait == 0 then
                since = since + parts / pace
              elseif urgent then
                marked = math.max(marked, now + math.min(wait, 1000000) + mark)
                redis.call('HSET', KEYS[1], 'urgent', string.format('%.0f', marked))
              end
            end
            redis.call('HSET', KEYS[1], 'since', string.format('%.0f', math.ceil(since)))
            return wait
            """);

    private static final RedisScript HOLD = RedisScript.of("""
            local time = redis.call('TIME')
            local until_ = time[1] * 1000000 + time[2] + ARGV[1]
            local since = tonumber(redis.call('HGET', KEYS[1], 'since') or 0)
            redis.call('HSET', KEYS[1], 'since', string.format('%.0f', math.max(since, until_)))
            return 0
            """);

    private final Redis redis;
    private final List<String> key;
    private final String perSecond;
    private final String reserve;

    /** @param reserve the share of the bucket, from 0 to 1, that only urgent calls may take */
    RedisBucket(Redis redis, String route, double partsPerSecond, double reserve) {
        this.redis = redis;
        this.key = List.of("herald:pace:" + route);
        this.perSecond = Double.toString(partsPerSecond);
        this.reserve = Double.toString(reserve);
    }

    @Override
    public long ask(int parts, Lane lane) throws InterruptedException {
        var arguments =
                List.of(Integer.toString(parts), perSecond, lane.name(), reserve, micros(MARK), micros(LONGEST_HOLD));
        return redis.run(ASK, key, arguments).toLong() * 1_000;
    }

    @Override
    public void hold(Duration pause) throws InterruptedException {
        redis.run(HOLD, key, List.of(micros(pause)));
    }

    private static String micros(Duration duration) {
        return Long.toString(duration.toNanos() / 1_000);
    }
}
