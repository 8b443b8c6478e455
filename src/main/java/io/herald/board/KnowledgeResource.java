package io.herald.board;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.agenda.AgendaStore;
import io.herald.platform.Db;
import io.herald.platform.Problem;
import io.herald.roster.CongressStore;
import io.herald.roster.OwnPeople;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who knows the old, and not yet the new. */
@Path("/api/congresses/{congress}/agenda/{item}/knowledge")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class KnowledgeResource {
    private final Db db;
    private final CongressStore congresses;
    private final AgendaStore agenda;
    private final KnowledgeStore knowledge;
    private final OwnPeople own;

    KnowledgeResource(Db db, CongressStore congresses, AgendaStore agenda, KnowledgeStore knowledge, OwnPeople own) {
        this.db = db;
        this.congresses = congresses;
        this.agenda = agenda;
        this.knowledge = knowledge;
        this.own = own;
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Operation(
            summary = "Who knows an agenda item as it is now",
            description = "By delegation: told what is true, told something else last, told nothing yet.")
    public Knowledge of(@PathParam("congress") String congress, @PathParam("item") String code) {
        return db.inSnapshot(tx -> {
            congresses.get(tx, congress);
            var item = agenda.find(tx, congress, code).orElseThrow(() -> Problem.unknown("agenda item", code));
            return knowledge.of(tx, congress, item, own.of(tx, congress));
        });
    }
}
