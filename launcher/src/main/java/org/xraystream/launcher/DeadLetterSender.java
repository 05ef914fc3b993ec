package org.xraystream.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.xraystream.command.CommandException;
import org.xraystream.schemas.DeadLetter;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaSettings;

/**
 * Sends dead letters to the topics that they came from. A letter that was sent is marked in the same transaction, and a
 * second sender fences the first, so that each is sent once, however often and whenever senders run, end or die. Not
 * thread-safe.
 */
final class DeadLetterSender implements AutoCloseable {
    private static final String NAME = "xraystream-dead-letters";
    private static final int LETTERS_PER_TRANSACTION = 100;

    private static final Set<String> KNOWN_TOPICS =
            Topics.all().stream().map(Topic::name).collect(Collectors.toSet());

    private final DeadLetterReader reader;
    private final Producer<byte[], byte[]> producer;

    DeadLetterSender(KafkaSettings kafka, DeadLetterReader reader) {
        this.reader = reader;
        this.producer = new KafkaProducer<>(
                kafka.clientProperties(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        NAME,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        NAME,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        15_000)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends those of the selection that were not sent before, and says which. */
    List<OpenLetter> send(Predicate<OpenLetter> selection) throws CommandException, InterruptedException {
        try {
            // first, so that what a sender before this one has sent is settled when the letters are read
            producer.initTransactions();
            List<OpenLetter> letters = reader.open().stream().filter(selection).toList();
            requireKnownTopics(letters);
            sendAll(letters);
            return letters;
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw CommandException.failed(
                    "Another command sends dead letters at the same time; ask with list what is left.");
        }
    }

    /** Headers are data: they shall not make this command write wherever they say. */
    private static void requireKnownTopics(List<OpenLetter> letters) throws CommandException {
        for (OpenLetter letter : letters) {
            String topic = letter.why().topic();
            if (!KNOWN_TOPICS.contains(topic)) {
                throw CommandException.failed("Nothing was sent: a letter says that it came from " + topic
                        + ", which is no topic of this system; select others with --topic.");
            }
        }
    }

    private record Position(int partition, long offset) {}

    private void sendAll(List<OpenLetter> letters) throws CommandException, InterruptedException {
        Set<Position> wanted = letters.stream()
                .map(letter -> new Position(letter.partition(), letter.offset()))
                .collect(Collectors.toSet());
        List<ConsumerRecord<byte[], byte[]>> together = new ArrayList<>();
        reader.scan(message -> {
            if (wanted.contains(new Position(message.partition(), message.offset()))) {
                together.add(message);
            }
            if (together.size() == LETTERS_PER_TRANSACTION) {
                sendTogether(together);
            }
        });
        sendTogether(together);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails if one of them does
    private void sendTogether(List<ConsumerRecord<byte[], byte[]>> letters) {
        producer.beginTransaction();
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            DeadLetter why = DeadLetter.read(letter.headers()).orElseThrow();
            producer.send(why.original(letter));
            producer.send(DeadLetter.sentAgain(letter));
        }
        producer.commitTransaction();
        letters.clear();
    }

    @Override
    public void close() {
        producer.close();
    }
}
