package org.xraystream.inference.pipeline;

import java.util.Locale;
import java.util.stream.Stream;

/** Tells a device that has run out of memory, which is a matter of the batch's size, from other failures. */
final class DeviceMemory {
    private DeviceMemory() {}

    /** Whether the failure is PyTorch's allocator's, on CUDA or on the CPU: DJL hands its message on, and no type. */
    static boolean isExhausted(RuntimeException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(message -> message.contains("out of memory")
                        || message.contains("can't allocate memory")
                        || message.contains("cudnn_status_alloc_failed"));
    }
}
