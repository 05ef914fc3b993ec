/**
 * The bytes of a radiograph as a sender gives them: what format and size they claim, whether they are whole, and their
 * grey levels. Untrusted JPEG or PNG bytes come in; a header, a grey image or an {@link InvalidImageException} that
 * says what is wrong goes out. Never allocates pixels before the claimed size is checked, never changes grey levels
 * when it decodes. Also how a grey image is resized, and how a heat map is drawn over one. Knows nothing of models or
 * transport.
 */
package org.xraystream.imaging;
