package org.xraystream.stack;

/** Hears what happens to each part. Calls come from several threads, but never two at a time. */
@FunctionalInterface
public interface ProgressListener {
    void onProgress(PartProgress progress);
}
