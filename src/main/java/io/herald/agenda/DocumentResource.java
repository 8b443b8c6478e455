package io.herald.agenda;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.agenda.DocumentStore.Copy;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.herald.roster.CongressStore;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Which papers were handed out, and who still holds which copy. */
@Path("/api/congresses/{congress}/documents")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class DocumentResource {
    private final Db db;
    private final HubClock clock;
    private final CongressStore congresses;
    private final DocumentStore documents;

    DocumentResource(Db db, HubClock clock, CongressStore congresses, DocumentStore documents) {
        this.db = db;
        this.clock = clock;
        this.congresses = congresses;
        this.documents = documents;
    }

    @GET
    @Needs(Right.READ)
    @Operation(summary = "Documents", description = "How many copies of each are out, called back, and late.")
    public List<DocumentStore.Count> documents(String congress) {
        return db.read(tx -> {
            congresses.get(tx, congress);
            return documents.counts(tx, congress, clock.instant());
        });
    }

    @GET
    @Needs(Right.READ)
    @Path("/{document}/copies")
    @Operation(
            summary = "The copies of a document, by the delegation of their holders",
            description = "`out=true`: only those that were not returned. With who brought each back and who took it.")
    public Page<Copy> copies(
            String congress,
            String document,
            @RestQuery boolean out,
            @RestQuery String delegation,
            @RestQuery @DefaultValue("100") int limit,
            @RestQuery String after) {
        var place = place(after);
        return Pages.of(
                limit,
                copy -> copy.delegation() + "~" + copy.copy(),
                most -> db.read(tx -> {
                    congresses.get(tx, congress);
                    if (documents.title(tx, congress, document).isEmpty()) {
                        throw Problem.unknown("document", document);
                    }
                    return documents.page(tx, congress, document, out, delegation, place, most);
                }));
    }

    private static DocumentStore.Place place(String cursor) {
        if (cursor == null) {
            return null;
        }
        int cut = cursor.indexOf('~');
        if (cut < 0) {
            throw Problem.invalid("after: \"" + cursor + "\" is no cursor of this list.");
        }
        return new DocumentStore.Place(cursor.substring(0, cut), cursor.substring(cut + 1));
    }
}
