package org.xraystream.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.Classifier;
import org.xraystream.model.Decision;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Reading;

/** As many classifiers of one model as there are threads, since each serves one thread at a time. Thread-safe. */
final class Classifiers implements AutoCloseable {
    private final List<Classifier> all;
    private final BlockingQueue<Classifier> idle;

    private Classifiers(List<Classifier> all) {
        this.all = all;
        this.idle = new ArrayBlockingQueue<>(all.size(), false, all);
    }

    /** Loads the classifiers and lets each read once, since the first call of an engine is slow. */
    static Classifiers load(ModelPackage model, int count) throws ModelPackageException {
        List<Classifier> loaded = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Classifier classifier = Classifier.load(model);
                loaded.add(classifier);
                classifier.classify(List.of(blank()));
            }
            return new Classifiers(List.copyOf(loaded));
        } catch (ModelPackageException | RuntimeException e) {
            loaded.forEach(Classifier::close);
            throw e;
        }
    }

    private static GreyImage blank() {
        return new GreyImage(64, 64, new float[64 * 64]);
    }

    Reading classify(GreyImage radiograph) throws InterruptedException {
        Classifier classifier = idle.take();
        try {
            return classifier.classify(List.of(radiograph)).get(0);
        } finally {
            idle.add(classifier);
        }
    }

    ModelIdentity identity() {
        return all.get(0).identity();
    }

    Decision decision() {
        return all.get(0).decision();
    }

    @Override
    public void close() {
        all.forEach(Classifier::close);
    }
}
