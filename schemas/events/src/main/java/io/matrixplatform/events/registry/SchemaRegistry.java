package io.matrixplatform.events.registry;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * The schema registry, by Confluent's client and conventions. Thread-safe; ids and schemas are cached for good, since a
 * registry never changes what an id means.
 *
 * <p>The only class that names the client, which Maven Central has only relocated inside a Flink artifact: schemas cross
 * this border as text, because its Avro is relocated too.
 */
public final class SchemaRegistry {
    private static final int CACHED_SCHEMAS = 1_000;
    private static final Set<Integer> NO_SUCH_SCHEMA = Set.of(40401, 40403);

    private final SchemaRegistryClient client;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    private SchemaRegistry(SchemaRegistryClient client) {
        this.client = client;
    }

    /** @param url base address of the Confluent API, for example {@code http://127.0.0.1:18081/apis/ccompat/v7} */
    public static SchemaRegistry at(String url) {
        return new SchemaRegistry(new CachedSchemaRegistryClient(url, CACHED_SCHEMAS));
    }

    /** @param settings of Confluent's client, for example {@code basic.auth.credentials.source} */
    public static SchemaRegistry at(String url, Map<String, String> settings) {
        return new SchemaRegistry(new CachedSchemaRegistryClient(url, CACHED_SCHEMAS, settings));
    }

    /** A registry that lives and dies with this object, for tests without a network. */
    public static SchemaRegistry inMemory() {
        return new SchemaRegistry(new MockSchemaRegistryClient());
    }

    /**
     * Registers {@code schema} under {@code subject} and answers its id; the same schema again answers the same id.
     *
     * @throws RegistryException if the registry cannot be reached, or refuses the schema as incompatible
     */
    public int register(String subject, Schema schema) {
        try {
            return client.register(subject, new AvroSchema(schema.toString()));
        } catch (IOException | RestClientException failure) {
            throw new RegistryException("cannot register a schema under " + subject, failure);
        }
    }

    /**
     * The id under which {@code schema} stands in {@code subject}.
     *
     * @throws RegistryException if it is not registered there: install the contracts first
     */
    public int idOf(String subject, Schema schema) {
        try {
            return client.getId(subject, new AvroSchema(schema.toString()));
        } catch (IOException | RestClientException failure) {
            throw new RegistryException(
                    "schema " + schema.getFullName() + " is not registered under " + subject
                            + ", or the registry cannot be reached: install the contracts first",
                    failure);
        }
    }

    /**
     * The schema with this id; empty when the registry says that there is none.
     *
     * @throws RegistryException if the registry cannot be reached: try again
     */
    public Optional<Schema> find(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            Schema found = new Schema.Parser().parse(client.getSchemaById(id).canonicalString());
            schemas.put(id, found);
            return Optional.of(found);
        } catch (RestClientException refusal) {
            if (NO_SUCH_SCHEMA.contains(refusal.getErrorCode())) {
                return Optional.empty();
            }
            throw new RegistryException("cannot read schema " + id, refusal);
        } catch (IOException failure) {
            throw new RegistryException("cannot read schema " + id, failure);
        }
    }

    /** @param level for example {@code BACKWARD_TRANSITIVE} */
    public void demandCompatibility(String subject, String level) {
        try {
            client.updateCompatibility(subject, level);
        } catch (IOException | RestClientException failure) {
            throw new RegistryException("cannot set the compatibility of " + subject, failure);
        }
    }
}
