package io.herald.hub;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.plan.Mistake;
import io.herald.platform.Problem;
import io.herald.render.MessageTemplate;
import io.herald.render.Templates;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The playbook and the templates as they are in force. They are files; editing them on the page comes with the console. */
@Path("/api/congresses/{congress}")
@Produces(MediaType.APPLICATION_JSON)
class PlaybookResource {
    private final PlaybookFile playbook;
    private final Templates templates;

    PlaybookResource(PlaybookFile playbook, Templates templates) {
        this.playbook = playbook;
        this.templates = templates;
    }

    /** @param mistakes why the file as it is now is not in force, none when it is */
    record PlaybookInForce(String text, List<String> rules, List<Mistake> mistakes) {}

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("/playbook")
    @Operation(summary = "The playbook in force, and what is wrong with a newer one that was refused")
    public PlaybookInForce playbook() {
        var rules = playbook.inForce().rules().stream().map(rule -> rule.name()).toList();
        return new PlaybookInForce(playbook.text(), rules, playbook.mistakes());
    }

    /** @param holes what each text needs, by its channel and language */
    record TemplateInForce(String name, String hash, Map<String, String> texts, Map<String, Set<String>> holes) {
        static TemplateInForce of(MessageTemplate template) {
            var holes = new TreeMap<String, Set<String>>();
            template.texts().keySet().forEach(key -> holes.put(key, template.holes(key)));
            return new TemplateInForce(template.name(), template.hash(), template.texts(), holes);
        }
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("/templates")
    @Operation(summary = "The names of the message templates")
    public Set<String> templates() {
        return templates.names();
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("/templates/{name}")
    @Operation(summary = "A message template: its texts and their holes")
    public TemplateInForce template(@PathParam("name") String name) {
        return templates.find(name).map(TemplateInForce::of).orElseThrow(() -> Problem.unknown("template", name));
    }
}
