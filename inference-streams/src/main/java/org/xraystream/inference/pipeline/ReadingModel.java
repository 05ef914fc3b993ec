package org.xraystream.inference.pipeline;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.Classifier;
import org.xraystream.model.Classifier.Prepared;
import org.xraystream.model.Decision;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.model.Reading;
import org.xraystream.model.net.Precision;

/**
 * One loaded model package, with a network for each device worker. Each image that it prepares holds it until the image
 * is read, and its owner holds it from the start; whoever lets go last closes it. Thread-safe.
 */
final class ReadingModel {
    /** Engines optimise a network in its first calls. */
    private static final int WARM_UP_ROUNDS = 2;

    /** A model in the memory of one device; called by one thread at a time. */
    interface BatchReader extends AutoCloseable {
        /** One reading per film, in the same order; leaves nothing in the device's memory. */
        List<Reading> read(List<Prepared> films);

        @Override
        void close();
    }

    private final ModelIdentity identity;
    private final Decision decision;
    private final Function<GreyImage, Prepared> preparation;
    private final List<? extends BatchReader> readers;
    private int holders = 1;

    ReadingModel(
            ModelIdentity identity,
            Decision decision,
            Function<GreyImage, Prepared> preparation,
            List<? extends BatchReader> readers) {
        this.identity = identity;
        this.decision = decision;
        this.preparation = preparation;
        this.readers = List.copyOf(readers);
    }

    /**
     * Loads a network for each device worker, on one device after the other where there are several, and lets each read
     * every size of batch, since first calls are slow.
     *
     * @param processors that each of them uses, where it does not run on a GPU
     * @param precisions to choose from, where the package allows them; float32 among them
     * @param sizes where one does not fit into the device's memory, it is retired
     */
    static ReadingModel load(
            ModelPackage model, int workers, int processors, Set<Precision> precisions, BatchSizes sizes)
            throws ModelPackageException {
        Set<Precision> allowed = EnumSet.copyOf(precisions);
        allowed.retainAll(model.manifest().precisions());
        List<Device> devices = Network.devices();
        List<LoadedReader> loaded = new ArrayList<>();
        try {
            for (int i = 0; i < workers; i++) {
                Device device = devices.get(i % devices.size());
                loaded.add(new LoadedReader(Classifier.load(model, allowed, device), processors));
            }
            Classifier first = loaded.get(0).classifier();
            ReadingModel reading = new ReadingModel(first.identity(), first.decision(), first::prepare, loaded);
            for (int i = 0; i < workers; i++) {
                reading.warmUp(i, sizes);
            }
            return reading;
        } catch (ModelPackageException | RuntimeException e) {
            loaded.forEach(LoadedReader::close);
            throw e;
        }
    }

    private record LoadedReader(Classifier classifier, int processors) implements BatchReader {
        @Override
        public List<Reading> read(List<Prepared> films) {
            // of this thread, which warms a network up as well as another that reads with it
            Network.useProcessors(processors);
            return classifier.read(films);
        }

        @Override
        public void close() {
            classifier.close();
        }
    }

    private void warmUp(int worker, BatchSizes sizes) {
        Prepared blank = prepare(new GreyImage(64, 64, new float[64 * 64]));
        for (int size : sizes.all()) {
            try {
                for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                    read(worker, Collections.nCopies(size, blank));
                }
            } catch (RuntimeException e) {
                if (size == 1 || !DeviceMemory.isExhausted(e)) {
                    throw e;
                }
                sizes.retire(size);
                return;
            }
        }
    }

    ModelIdentity identity() {
        return identity;
    }

    /** A model's identity in one string. */
    static String reader(ModelIdentity model) {
        return model.id() + "/" + model.version() + "/" + model.sha256();
    }

    String reader() {
        return reader(identity);
    }

    Decision decision() {
        return decision;
    }

    /** Runs on any thread. */
    Prepared prepare(GreyImage radiograph) {
        return preparation.apply(radiograph);
    }

    /** Runs on the thread of that device worker. */
    List<Reading> read(int worker, List<Prepared> films) {
        return readers.get(worker).read(films);
    }

    /** One more image holds it. */
    synchronized void acquire() {
        holders++;
    }

    /** A holder lets go. */
    synchronized void release() {
        holders--;
        if (holders == 0) {
            readers.forEach(BatchReader::close);
        }
    }
}
