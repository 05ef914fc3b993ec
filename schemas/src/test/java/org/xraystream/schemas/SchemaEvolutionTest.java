package org.xraystream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.CompatibilityChecker;
import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.DriftMeasured;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.ModelReleased;

/**
 * What was ever published stays readable, in both directions, and so does the next step: the folders of
 * {@code src/history} hold every published generation of the contracts, and this build fails when one is broken.
 */
final class SchemaEvolutionTest {
    private static final Path HISTORY = Path.of("src", "history");

    static Stream<Schema> contracts() {
        return Stream.of(
                ImageReceived.SCHEMA$,
                DiagnosisMade.SCHEMA$,
                ImageRejected.SCHEMA$,
                LabelCorrected.SCHEMA$,
                ModelReleased.SCHEMA$,
                DriftMeasured.SCHEMA$);
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void isFullyCompatibleWithEveryPublishedGeneration(Schema current) throws IOException {
        List<Schema> published = published(current.getName());

        assertThat(published).as("generations of " + current.getName()).isNotEmpty();
        assertThat(incompatibilities(current, published)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void theLatestGenerationIsThisOne(Schema current) throws IOException {
        List<Schema> published = published(current.getName());

        assertThat(withoutJavaTypes(current))
                .as("a changed contract is published: copy src/main/avro to the next folder of src/history")
                .isEqualTo(published.get(published.size() - 1));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void aReaderOneVersionOlderAndOneNewerReadsIt(Schema current) throws IOException {
        Schema newer = withOneMoreField(current);

        GenericRecord byNewer = rewrite(randomRecord(current), current, newer);
        GenericRecord byOlder = rewrite(randomRecord(newer), newer, current);

        assertThat(byNewer.get("addedLater")).isNull();
        assertThat(GenericData.get().validate(current, byOlder)).isTrue();
    }

    @Test
    void anAddedSymbolReadsAsTheDefaultToAnOldReader() throws IOException {
        Schema current = DiagnosisMade.SCHEMA$;
        Schema newer = new Schema.Parser()
                .parse(current.toString()
                        .replace("\"PNEUMONIA\",\"UNCERTAIN\"", "\"PNEUMONIA\",\"UNCERTAIN\",\"EFFUSION\""));
        GenericRecord written = randomRecord(newer);
        written.put(
                "finding", new GenericData.EnumSymbol(newer.getField("finding").schema(), "EFFUSION"));

        GenericRecord read = rewrite(written, newer, current);

        assertThat(read.get("finding")).hasToString("UNKNOWN");
    }

    @Test
    void everyEnumHasTheDefaultUnknown() {
        assertThat(contracts().flatMap(SchemaEvolutionTest::enums))
                .isNotEmpty()
                .allSatisfy(type -> assertThat(type.getEnumDefault()).isEqualTo("UNKNOWN"));
    }

    @Test
    void anIncompatibleChangeIsFound() throws IOException {
        Schema current = withoutJavaTypes(ImageRejected.SCHEMA$);
        Schema renamed =
                new Schema.Parser().parse(current.toString().replace("\"name\":\"reasonCode\"", "\"name\":\"code\""));

        assertThat(incompatibilities(renamed, published("ImageRejected"))).isNotEmpty();
    }

    private static List<String> incompatibilities(Schema next, List<Schema> published) {
        List<AvroSchema> previous = published.stream().map(AvroSchema::new).toList();
        return CompatibilityChecker.checker(CompatibilityLevel.FULL_TRANSITIVE)
                .isCompatible(new AvroSchema(withoutJavaTypes(next)), previous);
    }

    private static List<Schema> published(String name) throws IOException {
        List<Schema> generations = new ArrayList<>();
        for (int generation = 1; Files.exists(HISTORY.resolve(String.valueOf(generation))); generation++) {
            Path folder = HISTORY.resolve(String.valueOf(generation));
            Schema.Parser parser = new Schema.Parser();
            parser.parse(folder.resolve("ObjectReference.avsc").toFile());
            parser.parse(folder.resolve("ModelReference.avsc").toFile());
            if (Files.exists(folder.resolve(name + ".avsc"))) {
                generations.add(parser.parse(folder.resolve(name + ".avsc").toFile()));
            }
        }
        return generations;
    }

    /** The generated classes carry the Java type of strings; the contract does not. */
    private static Schema withoutJavaTypes(Schema schema) {
        return new Schema.Parser()
                .parse(schema.toString()
                        .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
                        .replace(",\"avro.java.string\":\"String\"", ""));
    }

    private static Schema withOneMoreField(Schema schema) {
        List<Schema.Field> fields = new ArrayList<>();
        schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        fields.add(new Schema.Field("addedLater", optional, null, Schema.Field.NULL_DEFAULT_VALUE));
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    private static GenericRecord randomRecord(Schema schema) {
        return (GenericRecord) new RandomData(schema, 1, 42).iterator().next();
    }

    private static GenericRecord rewrite(GenericRecord record, Schema writer, Schema reader) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(writer).write(record, encoder);
        var decoder = DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
        return new GenericDatumReader<GenericRecord>(writer, reader).read(null, decoder);
    }

    private static Stream<Schema> enums(Schema schema) {
        return switch (schema.getType()) {
            case ENUM -> Stream.of(schema);
            case RECORD -> schema.getFields().stream().flatMap(field -> enums(field.schema()));
            case UNION -> schema.getTypes().stream().flatMap(SchemaEvolutionTest::enums);
            case ARRAY -> enums(schema.getElementType());
            case MAP -> enums(schema.getValueType());
            default -> Stream.empty();
        };
    }
}
