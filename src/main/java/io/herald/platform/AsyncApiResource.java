package io.herald.platform;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The description of what comes in and goes out over RabbitMQ, beside that of REST. */
@Path("/q/asyncapi")
class AsyncApiResource {
    private static final String FILE = "/META-INF/asyncapi.yaml";

    @GET
    @Produces("application/yaml")
    @Operation(summary = "What comes in and goes out over RabbitMQ", description = "AsyncAPI 3.0. No key is needed.")
    public byte[] description() throws IOException {
        try (InputStream file = AsyncApiResource.class.getResourceAsStream(FILE)) {
            return file.readAllBytes();
        }
    }
}
