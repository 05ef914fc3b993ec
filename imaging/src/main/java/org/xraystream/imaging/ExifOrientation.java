package org.xraystream.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The orientation tag (0x0112) of an EXIF block, a TIFF structure (CIPA DC-008, section 4.6). */
final class ExifOrientation {
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int ENTRY_SIZE = 12;

    private ExifOrientation() {}

    /** 1 to 8; 1 (as stored) if the block has no orientation or cannot be read, since a viewer would show that too. */
    static int read(byte[] bytes, int start, int length) {
        if (length < 10) {
            return 1;
        }
        ByteBuffer tiff = ByteBuffer.wrap(bytes, start, length).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xFFFFFFFFL;
        if (directory + 2 > length) {
            return 1;
        }
        int entries = tiff.getShort((int) directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY_SIZE;
            if (entry + ENTRY_SIZE > length) {
                return 1;
            }
            if ((tiff.getShort((int) entry) & 0xFFFF) == ORIENTATION_TAG) {
                int orientation = tiff.getShort((int) entry + 8);
                return orientation >= 1 && orientation <= 8 ? orientation : 1;
            }
        }
        return 1;
    }

    /** A block that has an orientation and nothing else. */
    static byte[] write(int orientation) {
        return ByteBuffer.allocate(26)
                .put((byte) 'M')
                .put((byte) 'M')
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1) // one entry: tag, type SHORT, one value, left-justified
                .putShort((short) ORIENTATION_TAG)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0) // no further directory
                .array();
    }
}
