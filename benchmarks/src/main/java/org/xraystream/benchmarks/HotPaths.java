package org.xraystream.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.InvalidImageException;
import org.xraystream.imaging.RadiographDecoder;
import org.xraystream.model.Classifier;
import org.xraystream.model.Classifier.Prepared;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.Reading;

/**
 * What every image goes through, in milliseconds of one call (JMH). {@code -p images=DIR} names the films.
 *
 * <pre>java -cp … org.openjdk.jmh.Main HotPaths [-p images=samples]</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HotPaths {
    /** The films, taken in turn, and a classifier. */
    @State(Scope.Thread)
    public static class Films {
        @Param("samples")
        private String images;

        private ImageSet files;
        private Classifier classifier;
        private List<GreyImage> decoded;
        private int turn;

        @Setup
        public void load() throws Exception {
            files = ImageSet.load(Path.of(images));
            classifier = Classifier.load(ModelPackage.release());
            decoded = new ArrayList<>();
            for (ImageSet.Image file : files.images()) {
                decoded.add(RadiographDecoder.decode(file.bytes()));
            }
        }

        @TearDown
        public void close() {
            classifier.close();
        }
    }

    /** As many prepared films as one call reads. */
    @State(Scope.Thread)
    public static class Batch {
        @Param({"1", "2", "4", "8", "16", "32"})
        private int batchSize;

        private List<Prepared> films;

        @Setup
        public void prepare(Films from) {
            films = IntStream.range(0, batchSize)
                    .mapToObj(i -> from.classifier.prepare(from.decoded.get(i % from.decoded.size())))
                    .toList();
        }
    }

    @Benchmark
    public GreyImage decode(Films films) throws InvalidImageException {
        return RadiographDecoder.decode(films.files.at(films.turn++).bytes());
    }

    @Benchmark
    public Prepared prepare(Films films) {
        return films.classifier.prepare(films.decoded.get(films.turn++ % films.decoded.size()));
    }

    @Benchmark
    public List<Reading> read(Films films, Batch batch) {
        return films.classifier.read(batch.films);
    }
}
