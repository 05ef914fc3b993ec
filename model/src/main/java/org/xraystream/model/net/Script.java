package org.xraystream.model.net;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A function in TorchScript, PyTorch's subset of Python: one call from Java for any number of operations, those that
 * DJL has no method for among them, and what is made on the way is freed as soon as it was used last. Thread-safe.
 */
final class Script {
    private static final String PICKLE_PROTOCOL = "\u0080\u0002";
    private static final String EMPTY_TUPLE = ")";
    private static final String STOP = ".";
    /** An object of the class without attributes: global, empty tuple, new object, empty dictionary, build. */
    private static final String OBJECT = "c__torch__\nScript\n" + EMPTY_TUPLE + "\u0081}b";

    private final PtSymbolBlock module;

    /**
     * Compiles a function of arrays that gives a list of arrays.
     *
     * @param manager that it goes with
     * @param arguments how many arrays it takes; {@link #argument} has their names
     * @param statements each a line indented by four spaces, in the form that PyTorch saves TorchScript in
     * @param results expressions of what it returns
     */
    Script(NDManager manager, int arguments, String statements, List<String> results) {
        String signature = IntStream.range(0, arguments)
                .mapToObj(i -> ", " + argument(i) + ": Tensor")
                .collect(Collectors.joining());
        String code = """
                class Script(Module):
                  __parameters__ = []
                  __buffers__ = []
                  def forward(self: __torch__.Script%s) -> List[Tensor]:
                %s    return [%s]
                """.formatted(signature, statements, String.join(", ", results));
        try {
            module = JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(archive(code)), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of an argument, the first one's number being 0. */
    static String argument(int number) {
        return "p" + number;
    }

    /**
     * Calls it; gradients are recorded where an argument requires them.
     *
     * @param arguments in the function's order; the results go with the first one's manager
     */
    NDList call(NDList arguments) {
        // of this thread: run as written, without a first few slow calls that profile
        JniUtils.setGraphExecutorOptimize(false);
        return IValueUtils.forward(module, arguments, true);
    }

    /** What {@code torch.jit.save} writes of a module without attributes: a zip of code and two pickled objects. */
    private static byte[] archive(String code) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            entry(zip, "version", "10\n");
            entry(zip, "data.pkl", PICKLE_PROTOCOL + OBJECT + STOP);
            entry(zip, "constants.pkl", PICKLE_PROTOCOL + EMPTY_TUPLE + STOP);
            entry(zip, "code/__torch__.py", code);
        }
        return file.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry("script/" + name));
        zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
    }
}
