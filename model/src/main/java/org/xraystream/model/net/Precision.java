package org.xraystream.model.net;

/** The number format that a network's stages are computed in, from the widest to the narrowest. */
public enum Precision {
    FLOAT32(6),
    /** The exponent of float32 and 8 bits of significand (Kalamkar et al., 2019, arXiv 1905.12322). */
    BFLOAT16(15),
    /** Bytes in the layers that have {@linkplain InputRanges ranges}, float32 in the others. */
    INT8(6);

    /** Of {@code torch.dtype}, in saved TorchScript: of the layers that are in floating point. */
    private final int number;

    Precision(int number) {
        this.number = number;
    }

    /** The TorchScript that converts a value. */
    String of(String value) {
        return "torch.to(%s, %d)".formatted(value, number);
    }
}
