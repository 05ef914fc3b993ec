package org.xraystream.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

final class TraceContextTest {
    @Test
    void aStepKeepsTheTraceAndHasItsOwnSpan() {
        TraceContext first = TraceContext.root();
        RecordHeaders headers = new RecordHeaders();
        first.writeTo(headers);

        TraceContext second = TraceContext.continuing(headers);

        assertThat(second.traceId()).isEqualTo(first.traceId());
        assertThat(second.spanId()).isNotEqualTo(first.spanId());
        assertThat(second.toString()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void aMalformedHeaderBeginsANewTrace() {
        assertThat(TraceContext.continuing("00-xyz").traceId()).matches("[0-9a-f]{32}");
        assertThat(TraceContext.continuing(new RecordHeaders()).traceId()).matches("[0-9a-f]{32}");
    }
}
