package io.herald.roster;

import io.herald.platform.Tx;
import io.herald.roster.ProfileStore.RecipientRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Delegations, residences and vehicles; a congress has few enough of each to hold them all. */
@ApplicationScoped
public class GroupStore {
    private static final String DELEGATIONS = """
            select code, name_zh, name_en from delegation where congress = $1 order by code
            """;

    public List<Delegation> delegations(Tx tx, String congress) {
        return tx.list(
                DELEGATIONS,
                row -> new Delegation(row.getString("code"), RecipientRow.bilingual(row, "name")),
                congress);
    }

    private static final String RESIDENCES = """
            select code, name_zh, name_en, address_zh, address_en, coalesce(phone, '') as phone
              from residence where congress = $1 order by code
            """;

    public List<Residence> residences(Tx tx, String congress) {
        return tx.list(
                RESIDENCES,
                row -> new Residence(
                        row.getString("code"),
                        RecipientRow.bilingual(row, "name"),
                        RecipientRow.bilingual(row, "address"),
                        row.getString("phone")),
                congress);
    }

    private static final String VEHICLES = """
            select code, name_zh, name_en, plate, departs_zh, departs_en from vehicle where congress = $1 order by code
            """;

    public List<Vehicle> vehicles(Tx tx, String congress) {
        return tx.list(
                VEHICLES,
                row -> new Vehicle(
                        row.getString("code"),
                        RecipientRow.bilingual(row, "name"),
                        row.getString("plate"),
                        RecipientRow.bilingual(row, "departs")),
                congress);
    }

    private static final String SAVE_DELEGATIONS = """
            insert into delegation (congress, code, name_zh, name_en)
            select $1, * from unnest($2::text[], $3::text[], $4::text[])
            on conflict (congress, code) do update
               set name_zh = excluded.name_zh, name_en = excluded.name_en
            """;

    public void saveDelegations(Tx tx, String congress, List<Delegation> groups) {
        tx.update(
                SAVE_DELEGATIONS,
                congress,
                each(groups, Delegation::code),
                each(groups, group -> group.name().zh()),
                each(groups, group -> group.name().en()));
    }

    private static final String SAVE_RESIDENCES = """
            insert into residence (congress, code, name_zh, name_en, address_zh, address_en, phone)
            select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
            on conflict (congress, code) do update
               set name_zh = excluded.name_zh, name_en = excluded.name_en,
                   address_zh = excluded.address_zh, address_en = excluded.address_en, phone = excluded.phone
            """;

    public void saveResidences(Tx tx, String congress, List<Residence> groups) {
        tx.update(
                SAVE_RESIDENCES,
                congress,
                each(groups, Residence::code),
                each(groups, group -> group.name().zh()),
                each(groups, group -> group.name().en()),
                each(groups, group -> group.address().zh()),
                each(groups, group -> group.address().en()),
                each(groups, Residence::phone));
    }

    private static final String SAVE_VEHICLES = """
            insert into vehicle (congress, code, name_zh, name_en, plate, departs_zh, departs_en)
            select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
            on conflict (congress, code) do update
               set name_zh = excluded.name_zh, name_en = excluded.name_en, plate = excluded.plate,
                   departs_zh = excluded.departs_zh, departs_en = excluded.departs_en
            """;

    public void saveVehicles(Tx tx, String congress, List<Vehicle> groups) {
        tx.update(
                SAVE_VEHICLES,
                congress,
                each(groups, Vehicle::code),
                each(groups, group -> group.name().zh()),
                each(groups, group -> group.name().en()),
                each(groups, Vehicle::plate),
                each(groups, group -> group.departs().zh()),
                each(groups, group -> group.departs().en()));
    }

    /** The codes of every group of one kind. */
    public Set<String> codes(Tx tx, String congress, GroupKind kind) {
        return switch (kind) {
            case DELEGATION -> codes(delegations(tx, congress), Delegation::code);
            case RESIDENCE -> codes(residences(tx, congress), Residence::code);
            case VEHICLE -> codes(vehicles(tx, congress), Vehicle::code);
        };
    }

    private static <T> Set<String> codes(List<T> groups, Function<T, String> code) {
        return groups.stream().map(code).collect(Collectors.toUnmodifiableSet());
    }

    private static <T> String[] each(List<T> groups, Function<T, String> column) {
        return groups.stream().map(column).toArray(String[]::new);
    }
}
