package org.xraystream.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The pixels of a batch on their way to the engine: one buffer outside of the heap, used again for each batch. A buffer
 * for each batch would be freed only when the collector finds it, which with little garbage on the heap is long after
 * the memory is short. Not thread-safe.
 */
public final class FilmBuffer {
    private final NDManager manager;
    private ByteBuffer bytes;

    /** @param manager whose engine the films are for */
    public FilmBuffer(NDManager manager) {
        this.manager = manager;
        this.bytes = manager.allocateDirect(0);
    }

    /**
     * An array of these pixels. On the CPU its memory is this buffer: it must not be used after the next call.
     *
     * @param pixels as many as the shape has, one after the other
     * @param shape of the array, float32
     * @param call what the array goes with
     */
    public NDArray array(List<float[]> pixels, Shape shape, NDManager call) {
        int size = Math.toIntExact(Float.BYTES * shape.size());
        if (bytes.capacity() < size) {
            bytes = manager.allocateDirect(size);
        }
        bytes.clear().limit(size);
        FloatBuffer floats = bytes.asFloatBuffer();
        pixels.forEach(floats::put);
        return call.create(bytes, shape, DataType.FLOAT32);
    }
}
