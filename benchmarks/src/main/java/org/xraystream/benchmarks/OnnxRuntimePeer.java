package org.xraystream.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.xraystream.model.ModelPackage;

/** A model in ONNX Runtime. Not thread-safe. Holds native memory until it is closed. */
final class OnnxRuntimePeer implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final int side;

    OnnxRuntimePeer(ModelPackage model, int threads) throws OrtException {
        side = model.manifest().preprocessing().width();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            session = environment.createSession(OnnxMobileNet.encode(model.weights(), side), options);
        }
    }

    /** Logits of the films; evidence and features are computed and fetched too, as the product's are. */
    float[] run(List<float[]> films) throws OrtException {
        FloatBuffer batch = FloatBuffer.allocate(films.size() * side * side);
        films.forEach(batch::put);
        long[] shape = {films.size(), 1, side, side};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, batch.rewind(), shape);
                OrtSession.Result result = session.run(Map.of(OnnxMobileNet.FILMS, input))) {
            float[] logits = null;
            for (String name : OnnxMobileNet.OUTPUTS) {
                FloatBuffer values = ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
                float[] copy = new float[values.remaining()];
                values.get(copy);
                logits = logits == null ? copy : logits;
            }
            return logits;
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
