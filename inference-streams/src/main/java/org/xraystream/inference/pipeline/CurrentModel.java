package org.xraystream.inference.pipeline;

/** The model that new images are prepared for. Thread-safe. */
final class CurrentModel implements AutoCloseable {
    private ReadingModel model;

    CurrentModel(ReadingModel first) {
        this.model = first;
    }

    /** The model, held; whoever asks releases it. */
    synchronized ReadingModel acquire() {
        model.acquire();
        return model;
    }

    synchronized String reader() {
        return model.reader();
    }

    /** New images get the next model from now on; the former is closed when its last image is done. */
    synchronized void replaceBy(ReadingModel next) {
        ReadingModel former = model;
        model = next;
        former.release();
    }

    @Override
    public synchronized void close() {
        model.release();
    }
}
