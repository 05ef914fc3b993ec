package org.xraystream.service;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Makes the meter registry of a service. */
public final class Metrics {
    private Metrics() {}

    /** A registry with the JVM's meters, each meter tagged with the service's name. The caller closes it. */
    public static PrometheusMeterRegistry forService(String name) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().commonTags("service", name);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        bindGarbageCollector(registry);
        return registry;
    }

    @SuppressWarnings("resource") // lives as long as the process
    private static void bindGarbageCollector(PrometheusMeterRegistry registry) {
        new JvmGcMetrics().bindTo(registry);
    }
}
