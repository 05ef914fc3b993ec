package org.xraystream.service;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.xraystream.schemas.TopicProvisioning;

/** A connection to the broker for administration: makes the topics at the start, then answers health checks. */
public final class KafkaConnection implements Dependency, AutoCloseable {
    private final Admin admin;

    private KafkaConnection(Admin admin) {
        this.admin = admin;
    }

    /**
     * Connects and creates the topics that are missing.
     *
     * @throws IllegalStateException if the broker does not answer or refuses
     */
    public static KafkaConnection open(KafkaSettings settings) throws InterruptedException {
        Admin admin = Admin.create(
                settings.clientProperties(Map.of(CommonClientConfigs.CLIENT_ID_CONFIG, "xraystream-admin")));
        try {
            TopicProvisioning.createMissing(admin, settings.partitions(), settings.replicationFactor());
            return new KafkaConnection(admin);
        } catch (IllegalStateException e) {
            admin.close();
            throw new IllegalStateException(
                    e.getMessage() + " (kafka.bootstrap-servers is " + settings.bootstrapServers() + ")", e);
        } catch (RuntimeException | InterruptedException e) {
            admin.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public void check() throws Exception {
        admin.describeCluster().clusterId().get(2, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        admin.close();
    }
}
