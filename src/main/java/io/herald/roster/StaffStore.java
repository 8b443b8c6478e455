package io.herald.roster;

import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.ProfileStore.RecipientRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Secretaries, duty officers, liaisons and residence chiefs. */
@ApplicationScoped
public class StaffStore {
    private static final String LIST = """
            select id, kind, code, name_zh, name_en, language, delegation, residence, room, vehicle,
                   phone, contact, attributes, role, delegations, residences
              from recipient
             where kind = 'STAFF' and congress = $1 and removed_at is null
             order by code
            """;

    public List<Recipient> list(Tx tx, String congress) {
        return tx.list(LIST, RecipientRow::recipient, congress);
    }

    private static final String NAMED = """
            select id, kind, code, name_zh, name_en, language, delegation, residence, room, vehicle,
                   phone, contact, attributes, role, delegations, residences
              from recipient
             where kind = 'STAFF' and congress = $1 and code = $2 and removed_at is null
            """;

    /**
     * The person whom a call names by their code.
     *
     * @param field where it does
     * @throws Problem 422 when it names nobody, or there is no such person
     */
    public Recipient named(Tx tx, String congress, String field, String code) {
        if (code == null || code.isBlank()) {
            throw Problem.invalid(field + ": say who, by their staff code.");
        }
        return Optional.of(code.strip())
                .filter(text -> text.indexOf('\0') < 0) // PostgreSQL keeps no NUL
                .flatMap(text -> tx.one(NAMED, RecipientRow::recipient, congress, text))
                .orElseThrow(() -> Problem.invalid(field + ": there is no staff person " + code.strip() + "."));
    }

    private static final String SAVE = """
            insert into staff (congress, code, name_zh, name_en, language, role, phone, delegations, residences)
            select $1, code, name_zh, name_en, language, role, phone,
                   string_to_array(delegations, ' '),
                   string_to_array(residences, ' ')
              from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
                   as given (code, name_zh, name_en, language, role, phone, delegations, residences)
            on conflict (congress, code) do update
               set name_zh = excluded.name_zh, name_en = excluded.name_en, language = excluded.language,
                   role = excluded.role, phone = excluded.phone, delegations = excluded.delegations,
                   residences = excluded.residences, removed_at = null
            """;

    void save(Tx tx, String congress, Collection<StaffEntry> staff) {
        tx.update(
                SAVE,
                congress,
                each(staff, StaffEntry::code),
                each(staff, entry -> entry.name().zh()),
                each(staff, entry -> entry.name().en()),
                each(staff, entry -> entry.language().name()),
                each(staff, entry -> entry.role().name()),
                each(staff, StaffEntry::phone),
                each(staff, entry -> String.join(" ", entry.delegations())),
                each(staff, entry -> String.join(" ", entry.residences())));
    }

    private static final String REMOVE = """
            update staff set removed_at = $3 where congress = $1 and code = any ($2::text[]) and removed_at is null
            """;

    void remove(Tx tx, String congress, Collection<String> codes, Instant now) {
        tx.update(REMOVE, congress, codes.toArray(String[]::new), now);
    }

    private static String[] each(Collection<StaffEntry> staff, Function<StaffEntry, String> column) {
        return staff.stream().map(column).toArray(String[]::new);
    }
}
