package org.xraystream.inference;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.xraystream.events.ImageReceived;
import org.xraystream.service.TraceContext;

/**
 * One image in, one outcome out to the topic of its kind. An image that the same model has read for good already (a
 * modality that sent twice) has no second outcome. The counter {@code inference.images} has the outcomes diagnosed,
 * rejected and duplicate; their sum is the number of records.
 */
final class ReadingProcessor implements Processor<String, ImageReceived, String, SpecificRecord> {
    private final ImageStage stage;
    private final MeterRegistry metrics;
    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, String> settled;

    ReadingProcessor(ImageStage stage, MeterRegistry metrics) {
        this.stage = stage;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.settled = context.getStateStore(InferenceTopology.SETTLED_STORE);
    }

    @Override
    public void process(Record<String, ImageReceived> record) {
        if (stage.reader().equals(settled.get(record.key()))) {
            count("duplicate", "none");
            return;
        }
        Outcome outcome = stage.read(record.value());
        TraceContext.continuing(record.headers()).writeTo(record.headers());
        if (outcome instanceof Outcome.Diagnosed diagnosed) {
            count("diagnosed", diagnosed.event().getFinding().name());
            settled.put(record.key(), stage.reader());
            context.forward(record.withValue(diagnosed.event()), InferenceTopology.DIAGNOSES_SINK);
        } else if (outcome instanceof Outcome.Rejected rejected) {
            count("rejected", rejected.event().getReasonCode());
            if (!rejected.event().getRetryable()) {
                settled.put(record.key(), stage.reader());
            }
            context.forward(record.withValue(rejected.event()), InferenceTopology.REJECTIONS_SINK);
        }
    }

    private void count(String outcome, String detail) {
        metrics.counter("inference.images", "outcome", outcome, "detail", detail)
                .increment();
    }
}
