package io.herald.roster;

import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The congresses this hub serves. */
@ApplicationScoped
public class CongressStore {
    private static final String FIND = """
            select code, name_zh, name_en, zone, languages, region, sample, settings
              from congress where code = $1
            """;

    public Optional<Congress> find(Tx tx, String code) {
        return tx.one(FIND, CongressStore::congress, code);
    }

    /** @throws Problem 404 when there is none */
    public Congress get(Tx tx, String code) {
        return find(tx, code).orElseThrow(() -> Problem.unknown("congress", code));
    }

    private static final String LIST = """
            select code, name_zh, name_en, zone, languages, region, sample, settings
              from congress order by code
            """;

    public List<Congress> list(Tx tx) {
        return tx.list(LIST, CongressStore::congress);
    }

    private static final String SAVE = """
            insert into congress (code, name_zh, name_en, zone, languages, region, sample, settings)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (code) do update
               set name_zh = excluded.name_zh, name_en = excluded.name_en, zone = excluded.zone,
                   languages = excluded.languages, region = excluded.region, settings = excluded.settings
             where congress.sample = excluded.sample
            """;

    /**
     * Creates or changes a congress.
     *
     * @throws Problem 409 when it would turn a sample into a real congress or the other way round
     */
    public void save(Tx tx, Congress congress) {
        int saved = tx.update(
                SAVE,
                congress.code(),
                congress.name().zh(),
                congress.name().en(),
                congress.zone().getId(),
                congress.languages().stream().map(Language::name).toArray(String[]::new),
                congress.region(),
                congress.sample(),
                json(congress.settings()));
        if (saved == 0) {
            throw Problem.conflict("Whether a congress is a sample is decided when it is made and cannot be changed.");
        }
    }

    private static final String LOCK = "select code from congress where code = $1 for no key update";

    /** Lets one change of a congress's people happen after the other. */
    public void lock(Tx tx, String code) {
        tx.query(LOCK, code);
    }

    private static Congress congress(Row row) {
        return new Congress(
                row.getString("code"),
                new Bilingual(row.getString("name_zh"), row.getString("name_en")),
                ZoneId.of(row.getString("zone")),
                Arrays.stream(row.getArrayOfStrings("languages"))
                        .map(Language::valueOf)
                        .toList(),
                row.getString("region"),
                row.getBoolean("sample"),
                settings(row.getJsonObject("settings")));
    }

    private static JsonObject json(CongressSettings settings) {
        return new JsonObject()
                .put("signatureZh", settings.signature().zh())
                .put("signatureEn", settings.signature().en())
                .put("deskPhone", settings.deskPhone())
                .put("quietFrom", text(settings.quietFrom()))
                .put("quietTo", text(settings.quietTo()))
                .put("inDoubt", settings.inDoubt().name())
                .put(
                        "twoPersons",
                        new JsonObject()
                                .put("above", settings.twoPersons().above())
                                .put("urgent", settings.twoPersons().urgent()))
                .put("forbiddenWords", new JsonArray(settings.forbiddenWords()));
    }

    private static CongressSettings settings(JsonObject json) {
        var policy = json.getString("inDoubt");
        return new CongressSettings(
                new Bilingual(json.getString("signatureZh"), json.getString("signatureEn")),
                json.getString("deskPhone"),
                time(json.getString("quietFrom")),
                time(json.getString("quietTo")),
                policy == null ? null : CongressSettings.InDoubtPolicy.valueOf(policy),
                twoPersons(json.getJsonObject("twoPersons")),
                json.getJsonArray("forbiddenWords", new JsonArray()).stream()
                        .map(String.class::cast)
                        .toList());
    }

    private static TwoPersons twoPersons(JsonObject json) {
        return json == null ? null : new TwoPersons(json.getInteger("above"), json.getBoolean("urgent"));
    }

    private static String text(LocalTime time) {
        return time == null ? null : time.toString();
    }

    private static LocalTime time(String text) {
        return text == null ? null : LocalTime.parse(text);
    }
}
